"""Walks through MTV as a pytest suite does, with a client that knows nothing of the sandbox.

Reads {host, username, password, provider: {api_url, username, password}} from its input; ends with 0 when all went well.
"""

import base64
import contextlib
import json
import sys

import requests
import urllib3
from kubernetes import client, watch
from kubernetes.dynamic import DynamicClient
from kubernetes.dynamic.exceptions import NotFoundError

urllib3.disable_warnings()
NAMESPACE = "python-walk"
MTV = "openshift-mtv"
FORKLIFT = "forklift.konveyor.io/v1beta1"
STORAGE = "ocs-storagecluster-ceph-rbd-virtualization"


def log_in(host, username, password):
    """OAuth's code flow; by the OpenShift wrapper where it is installed."""
    try:
        from ocp_resources.resource import get_client

        return get_client(host=host, username=username, password=password, verify_ssl=False, persist_config=False)
    except ImportError:
        oauth = requests.get(f"{host}/.well-known/oauth-authorization-server", verify=False).json()
        asked = {"client_id": "openshift-challenging-client", "response_type": "code", "state": "s"}
        answer = requests.get(oauth["authorization_endpoint"], params=asked, auth=(username, password),
                              headers={"X-CSRF-Token": "s"}, verify=False, allow_redirects=False)
        code = answer.headers["Location"].split("code=")[1].split("&")[0]
        token = requests.post(oauth["token_endpoint"], data={"grant_type": "authorization_code", "code": code},
                              auth=("openshift-challenging-client", ""), verify=False).json()["access_token"]
        configuration = client.Configuration(host=host, api_key={"authorization": f"Bearer {token}"})
        configuration.verify_ssl = False
        return DynamicClient(client.ApiClient(configuration))


class Walk:
    def __init__(self, given):
        self.given = given
        self.dynamic = log_in(given["host"], given["username"], given["password"])

    def kind(self, kind, api_version=FORKLIFT):
        return self.dynamic.resources.get(kind=kind, api_version=api_version)

    def create(self, kind, name, spec=None, api_version=FORKLIFT, **fields):
        body = {"apiVersion": api_version, "kind": kind, "metadata": {"name": name, "namespace": NAMESPACE}, **fields}
        if spec is not None:
            body["spec"] = spec
        return self.kind(kind, api_version).create(body=body, namespace=NAMESPACE)

    def wait(self, kind, name, reached, api_version=FORKLIFT, namespace=NAMESPACE):
        for event in self.kind(kind, api_version).watch(
                namespace=namespace, field_selector=f"metadata.name={name}", timeout=60):
            if event["type"] != "DELETED" and reached(event["object"].to_dict()):
                return event["object"]
        raise AssertionError(f"{kind} {name} never got there")

    def wait_for(self, kind, name, *types):
        return self.wait(kind, name, lambda found: any(
            condition["type"] in types and condition["status"] == "True"
            for condition in (found.get("status") or {}).get("conditions", [])))

    def wait_gone(self, kind, name, api_version=FORKLIFT):
        resource = self.kind(kind, api_version)
        with contextlib.suppress(NotFoundError):
            resource.delete(name=name, namespace=NAMESPACE)
            version = resource.get(name=name, namespace=NAMESPACE).metadata.resourceVersion
            for event in resource.watch(namespace=NAMESPACE, field_selector=f"metadata.name={name}",
                                        resource_version=version, timeout=60):
                if event["type"] == "DELETED":
                    return
            raise AssertionError(f"{kind} {name} is still there")

    def session(self):
        pods = self.kind("Pod", "v1").get(namespace=MTV)
        assert [p for p in pods.items if p.metadata.name.startswith("forklift-")]
        assert {pod.status.phase for pod in pods.items} <= {"Running", "Succeeded"}
        downloads = self.kind("ConsoleCLIDownload", "console.openshift.io/v1").get()
        assert any(d.metadata.name.startswith("virtctl-clidownloads") and d.spec.links[0].href for d in downloads.items)
        assert self.kind("StorageClass", "storage.k8s.io/v1").get(name=STORAGE).provisioner
        profile = self.kind("StorageProfile", "cdi.kubevirt.io/v1beta1").get(name=STORAGE)
        assert profile.status.claimPropertySets[0].accessModes == ["ReadWriteMany"]
        version = self.kind("ClusterVersion", "config.openshift.io/v1").get(name="version")
        assert version.status.desired.version
        subscription = self.kind("Subscription", "operators.coreos.com/v1alpha1").get(
            name="mtv-operator", namespace=MTV)
        csv = self.kind("ClusterServiceVersion", "operators.coreos.com/v1alpha1").get(
            name=subscription.status.installedCSV, namespace=MTV)
        assert csv.spec.version in csv.metadata.name
        before = self.kind("ForkliftController").get(namespace=MTV).items[0].spec.controller_precopy_interval
        self.interval(2)
        self.interval(before)
        self.kind("Namespace", "v1").create(body={"apiVersion": "v1", "kind": "Namespace", "metadata": {
            "name": NAMESPACE, "labels": {"pod-security.kubernetes.io/enforce": "restricted",
                                          "mutatevirtualmachines.kubemacpool.io": "ignore"}}})

    def interval(self, minutes):
        """As a number: the newest release refuses the text that that suite sends. The old value comes back at its end."""
        controllers = self.kind("ForkliftController")
        name = controllers.get(namespace=MTV).items[0].metadata.name
        for condition, change in (("Running", minutes), ("Successful", None)):
            self.wait("ForkliftController", name, namespace=MTV, reached=lambda found, condition=condition: any(
                c["type"] == condition and c["status"] == "True" for c in found["status"]["conditions"]))
            if change is not None:
                patched = controllers.patch(name=name, namespace=MTV, content_type="application/merge-patch+json",
                                            body={"spec": {"controller_precopy_interval": change}})
                assert patched.spec.controller_precopy_interval == change

    def providers(self):
        source = self.given["provider"]
        self.create("Secret", "source", api_version="v1", stringData={
            "user": source["username"], "password": source["password"], "url": source["api_url"],
            "insecureSkipVerify": "true"})
        self.kind("Secret", "v1").patch(name="source", namespace=NAMESPACE, body={
            "metadata": {"labels": {"createdForProviderType": "vsphere"}}}, content_type="application/merge-patch+json")
        self.create("Provider", "source", {"type": "vsphere", "url": source["api_url"], "secret": {
            "name": "source", "namespace": NAMESPACE}})
        self.create("Provider", "destination", {"type": "openshift", "url": "", "secret": {}})
        for name in ("source", "destination"):
            self.wait("Provider", name, lambda found: (found.get("status") or {}).get("phase") == "Ready")
        found = self.kind("Provider").get(name="source", namespace=NAMESPACE)
        assert base64.b64decode(self.kind("Secret", "v1").get(
            name="source", namespace=NAMESPACE).data["insecureSkipVerify"]) == b"true"
        return found.metadata.uid

    def inventory(self, uid):
        route = self.kind("Route", "route.openshift.io/v1").get(name="forklift-inventory", namespace=MTV)
        token = self.dynamic.configuration.api_key["authorization"]
        header = {"Authorization": token if token.startswith("Bearer ") else f"Bearer {token}"}

        def read(path):
            answer = requests.get(f"https://{route.spec.host}/providers/vsphere{path}", headers=header, verify=False)
            answer.raise_for_status()
            return answer.json()

        assert any(provider["uid"] == uid for provider in read(""))
        vms = read(f"/{uid}/vms?detail=4")
        chosen = next(vm for vm in vms if vm["powerState"] == "poweredOff" and len(vm["disks"]) == 1)
        return chosen, read(f"/{uid}/networks"), read(f"/{uid}/datastores")

    def migrate(self, name, vm):
        ends = {end: {"name": end, "namespace": NAMESPACE} for end in ("source", "destination")}
        here = {"namespace": NAMESPACE}
        self.create("Plan", name, {
            "provider": ends, "targetNamespace": NAMESPACE, "warm": False,
            "map": {"network": {"name": "networks", **here}, "storage": {"name": "storages", **here}},
            "vms": [{"id": vm["id"], "name": vm["name"]}]})
        self.wait_for("Plan", name, "Ready")
        self.create("Migration", name, {"plan": {"name": name, **here}})

    def maps(self, networks, datastores):
        ends = {end: {"name": end, "namespace": NAMESPACE} for end in ("source", "destination")}
        self.create("NetworkMap", "networks", {"provider": ends, "map": [
            {"source": {"id": network["id"]}, "destination": {"type": "pod"}} for network in networks]})
        self.create("StorageMap", "storages", {"provider": ends, "map": [
            {"source": {"id": store["id"]}, "destination": {"storageClass": STORAGE}} for store in datastores]})
        self.create("Hook", "hook", {"image": "quay.example.test/hook:1", "playbook": ""})
        for kind, name in (("NetworkMap", "networks"), ("StorageMap", "storages")):
            self.wait_for(kind, name, "Ready")

    def power(self, name):
        """A VM that runs already refuses to start, which is as good."""
        base = f"/apis/subresources.kubevirt.io/v1/namespaces/{NAMESPACE}/virtualmachines/{name}"
        for verb, status in (("start", "Running"), ("stop", "Stopped")):
            try:
                answer = self.dynamic.client.call_api(
                    f"{base}/{verb}", "PUT", body={}, auth_settings=["BearerToken"], header_params={
                        "Content-Type": "application/json", "Accept": "*/*"}, _preload_content=False)
                assert answer[1] == 202
            except client.ApiException as refused:
                if refused.status != 409 or verb != "start":
                    raise
            self.wait("VirtualMachine", name, lambda found, status=status: found["status"].get(
                "printableStatus") == status, api_version="kubevirt.io/v1")
            if verb == "start":
                instance = self.kind("VirtualMachineInstance", "kubevirt.io/v1").get(name=name, namespace=NAMESPACE)
                assert instance.spec.domain.memory.guest and instance.spec.networks

    def clean_up(self, vm):
        plans = self.kind("Plan")
        for name in ("one", "two"):
            plans.patch(name=name, namespace=NAMESPACE, body={"spec": {"archived": True}},
                        content_type="application/merge-patch+json")
            self.wait_for("Plan", name, "Archived")
        for kind, names in (("Migration", ("one", "two")), ("Plan", ("one", "two")), ("Hook", ("hook",)),
                            ("StorageMap", ("storages",)), ("NetworkMap", ("networks",)),
                            ("Provider", ("source", "destination"))):
            for name in names:
                self.wait_gone(kind, name)
        self.wait_gone("VirtualMachine", vm, "kubevirt.io/v1")
        typed = client.CoreV1Api(self.dynamic.client)
        before = typed.list_namespace().metadata.resource_version
        typed.delete_namespace(NAMESPACE)
        for event in watch.Watch().stream(typed.list_namespace, resource_version=before,
                                          field_selector=f"metadata.name={NAMESPACE}", timeout_seconds=60):
            if event["type"] == "DELETED":
                return
        raise AssertionError("the namespace is still there")

    def all(self):
        self.session()
        vm, networks, datastores = self.inventory(self.providers())
        self.maps(networks, datastores)
        self.migrate("one", vm)
        self.wait_for("Plan", "one", "Succeeded")
        name = self.kind("VirtualMachine", "kubevirt.io/v1").get(namespace=NAMESPACE).items[0].metadata.name
        self.power(name)
        self.wait_gone("VirtualMachine", name, "kubevirt.io/v1")
        self.migrate("two", vm)
        self.kind("Migration").patch(name="two", namespace=NAMESPACE, body={"spec": {"cancel": [{"id": vm["id"]}]}},
                                     content_type="application/merge-patch+json")
        self.wait_for("Migration", "two", "Canceled", "Succeeded")
        self.clean_up(name)


if __name__ == "__main__":
    Walk(json.load(sys.stdin)).all()
    print("all walked")
