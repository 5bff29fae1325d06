// A vCenter that VMware's own simulator plays, behind the VI JSON API. The simulator speaks SOAP alone, so each call
// is read and written here with govmomi's types and their JSON names, and handed on as SOAP.
//
// Prints its URL, and ends when its input does. Arguments: user and password that it lets in.
package main

import (
	"bytes"
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"reflect"
	"strings"
	"sync"

	"github.com/google/uuid"
	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

const sessionHeader = "vmware-api-session-id"

type call func(ctx context.Context, vcenter *soap.Client, on types.ManagedObjectReference, body []byte) (any, error)

// method reads the parameters of a method, calls it, and gives its return value, nil for none.
func method[Q, R any](f func(context.Context, soap.RoundTripper, *Q) (*R, error)) call {
	return func(ctx context.Context, vcenter *soap.Client, on types.ManagedObjectReference, body []byte) (any, error) {
		parameters := new(Q)
		if err := types.NewJSONDecoder(bytes.NewReader(body)).Decode(parameters); err != nil {
			return nil, fmt.Errorf("parameters: %w", err)
		}
		reflect.ValueOf(parameters).Elem().FieldByName("This").Set(reflect.ValueOf(on))
		answer, err := f(ctx, vcenter, parameters)
		if err != nil {
			return nil, err
		}
		value := reflect.ValueOf(answer).Elem().FieldByName("Returnval")
		if !value.IsValid() || value.Kind() == reflect.Pointer && value.IsNil() {
			return nil, nil
		}
		return value.Interface(), nil
	}
}

var calls = map[string]call{
	"CancelTask":                   method(methods.CancelTask),
	"CloneVM_Task":                 method(methods.CloneVM_Task),
	"ContinueRetrievePropertiesEx": method(methods.ContinueRetrievePropertiesEx),
	"CreateContainerView":          method(methods.CreateContainerView),
	"CreateFilter":                 method(methods.CreateFilter),
	"CreateFolder":                 method(methods.CreateFolder),
	"CreatePropertyCollector":      method(methods.CreatePropertyCollector),
	"CreateSnapshot_Task":          method(methods.CreateSnapshot_Task),
	"Destroy_Task":                 method(methods.Destroy_Task),
	"DestroyPropertyCollector":     method(methods.DestroyPropertyCollector),
	"DestroyView":                  method(methods.DestroyView),
	"Login":                        method(methods.Login),
	"Logout":                       method(methods.Logout),
	"PowerOffVM_Task":              method(methods.PowerOffVM_Task),
	"PowerOnVM_Task":               method(methods.PowerOnVM_Task),
	"ReconfigVM_Task":              method(methods.ReconfigVM_Task),
	"Rename_Task":                  method(methods.Rename_Task),
	"RetrievePropertiesEx":         method(methods.RetrievePropertiesEx),
	"RevertToSnapshot_Task":        method(methods.RevertToSnapshot_Task),
	"TerminateSession":             method(methods.TerminateSession),
	"WaitForUpdatesEx":             method(methods.WaitForUpdatesEx),
}

type front struct {
	vcenter  *url.URL
	sessions sync.Map
}

func (f *front) connection() *soap.Client { return soap.NewClient(f.vcenter, true) }

func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	parts := strings.Split(strings.TrimPrefix(r.URL.Path, "/sdk/vim25/"), "/")
	if len(parts) != 4 || !strings.HasPrefix(r.URL.Path, "/sdk/vim25/") {
		http.NotFound(w, r)
		return
	}
	on, name := types.ManagedObjectReference{Type: parts[1], Value: parts[2]}, parts[3]
	if r.Method == http.MethodGet && on.Type == "ServiceInstance" && name == "content" {
		request := types.RetrieveServiceContent{This: on}
		answer, err := methods.RetrieveServiceContent(r.Context(), f.connection(), &request)
		if err != nil {
			refuse(w, err)
			return
		}
		write(w, http.StatusOK, answer.Returnval)
		return
	}
	handler, known := calls[name]
	if !known || r.Method != http.MethodPost {
		http.Error(w, "this front does not hand on "+r.Method+" "+name, http.StatusNotImplemented)
		return
	}
	vcenter := f.connection()
	if name != "Login" {
		session, there := f.sessions.Load(r.Header.Get(sessionHeader))
		if !there {
			refuse(w, soap.WrapVimFault(&types.NotAuthenticated{}))
			return
		}
		vcenter = session.(*soap.Client)
	}
	body, err := io.ReadAll(r.Body)
	if err == nil {
		var answer any
		if answer, err = handler(r.Context(), vcenter, on, body); err == nil {
			if name == "Login" {
				id := uuid.NewString()
				f.sessions.Store(id, vcenter)
				w.Header().Set(sessionHeader, id)
			}
			write(w, http.StatusOK, answer)
			return
		}
	}
	refuse(w, err)
}

// refuse answers with the fault that an error carries.
func refuse(w http.ResponseWriter, err error) {
	var fault any
	text := err.Error()
	switch {
	case soap.IsSoapFault(err):
		soapFault := soap.ToSoapFault(err)
		fault, text = soapFault.VimFault(), soapFault.String
	case soap.IsVimFault(err):
		fault = soap.ToVimFault(err)
	default:
		var syntax *json.SyntaxError
		if errors.As(err, &syntax) || strings.HasPrefix(text, "parameters: ") {
			http.Error(w, text, http.StatusBadRequest)
			return
		}
		http.Error(w, text, http.StatusBadGateway)
		return
	}
	write(w, http.StatusInternalServerError, fault, "faultstring", text)
}

// write writes a value of the API, and fields besides those that its type has.
func write(w http.ResponseWriter, status int, value any, more ...string) {
	if value == nil {
		w.WriteHeader(http.StatusNoContent)
		return
	}
	var text bytes.Buffer
	if err := types.NewJSONEncoder(&text).Encode(value); err != nil {
		http.Error(w, err.Error(), http.StatusInternalServerError)
		return
	}
	if len(more) > 0 {
		var fields map[string]any
		if err := json.Unmarshal(text.Bytes(), &fields); err == nil {
			fields[more[0]] = more[1]
			text.Reset()
			json.NewEncoder(&text).Encode(fields)
		}
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(status)
	w.Write(text.Bytes())
}

func main() {
	model := simulator.VPX()
	model.Autostart = false
	if err := model.Create(); err != nil {
		panic(err)
	}
	model.Service.TLS = new(tls.Config)
	model.Service.Listen = &url.URL{User: url.UserPassword(os.Args[1], os.Args[2])}
	simulated := model.Service.NewServer()
	vcenter := *simulated.URL
	vcenter.User = nil
	server := httptest.NewTLSServer(&front{vcenter: &vcenter})
	fmt.Println(server.URL)
	io.Copy(io.Discard, os.Stdin)
	server.CloseClientConnections()
	simulated.Close()
	model.Remove()
}
