// Listwatch keeps a copy of the ConfigMaps of a namespace as controllers do, through client-go's own list and watch,
// and ends well when it has seen one come, change and go, and a bookmark.
package main

import (
	"context"
	"fmt"
	"os"
	"time"

	metav1 "k8s.io/apimachinery/pkg/apis/meta/v1"
	"k8s.io/apimachinery/pkg/apis/meta/v1/unstructured"
	"k8s.io/apimachinery/pkg/runtime"
	"k8s.io/apimachinery/pkg/runtime/schema"
	"k8s.io/apimachinery/pkg/watch"
	"k8s.io/client-go/dynamic"
	"k8s.io/client-go/tools/cache"
	"k8s.io/client-go/tools/clientcmd"
)

func main() {
	ctx, stop := context.WithTimeout(context.Background(), time.Minute)
	defer stop()
	namespace := os.Args[1]
	config, err := clientcmd.BuildConfigFromFlags("", os.Getenv("KUBECONFIG"))
	check(err)
	client, err := dynamic.NewForConfig(config)
	check(err)
	namespaces := client.Resource(schema.GroupVersionResource{Version: "v1", Resource: "namespaces"})
	_, err = namespaces.Create(ctx, object("Namespace", namespace), metav1.CreateOptions{})
	check(err)
	maps := client.Resource(schema.GroupVersionResource{Version: "v1", Resource: "configmaps"}).Namespace(namespace)

	seen := make(chan string, 10)
	_, informer := cache.NewInformerWithOptions(cache.InformerOptions{
		ListerWatcher: &cache.ListWatch{
			ListFunc:  func(o metav1.ListOptions) (runtime.Object, error) { return maps.List(ctx, o) },
			WatchFunc: func(o metav1.ListOptions) (watch.Interface, error) { return maps.Watch(ctx, o) },
		},
		ObjectType: &unstructured.Unstructured{},
		Handler: cache.ResourceEventHandlerFuncs{
			AddFunc:    func(o any) { seen <- "added " + o.(*unstructured.Unstructured).GetName() },
			UpdateFunc: func(_, o any) { seen <- "updated " + o.(*unstructured.Unstructured).GetName() },
			DeleteFunc: func(any) { seen <- "deleted" },
		},
	})
	go informer.Run(ctx.Done())
	if !cache.WaitForCacheSync(ctx.Done(), informer.HasSynced) {
		check(fmt.Errorf("the list never came"))
	}

	made, err := maps.Create(ctx, object("ConfigMap", "m"), metav1.CreateOptions{})
	check(err)
	expect(ctx, seen, "added m")
	made.SetLabels(map[string]string{"a": "b"})
	_, err = maps.Update(ctx, made, metav1.UpdateOptions{})
	check(err)
	expect(ctx, seen, "updated m")
	check(maps.Delete(ctx, "m", metav1.DeleteOptions{}))
	expect(ctx, seen, "deleted")

	seconds := int64(1)
	options := metav1.ListOptions{
		AllowWatchBookmarks: true, TimeoutSeconds: &seconds, ResourceVersion: made.GetResourceVersion()}
	events, err := maps.Watch(ctx, options)
	check(err)
	bookmarks := 0
	for event := range events.ResultChan() {
		if event.Type == watch.Bookmark {
			bookmarks++
		}
	}
	fmt.Println("bookmarks", bookmarks)
	check(namespaces.Delete(ctx, namespace, metav1.DeleteOptions{}))
	fmt.Println("all seen")
}

func object(kind, name string) *unstructured.Unstructured {
	made := &unstructured.Unstructured{}
	made.SetAPIVersion("v1")
	made.SetKind(kind)
	made.SetName(name)
	return made
}

func expect(ctx context.Context, seen chan string, wanted string) {
	select {
	case event := <-seen:
		if event != wanted {
			check(fmt.Errorf("saw %q instead of %q", event, wanted))
		}
	case <-ctx.Done():
		check(fmt.Errorf("never saw %q", wanted))
	}
}

func check(err error) {
	if err != nil {
		fmt.Println(err)
		os.Exit(1)
	}
}
