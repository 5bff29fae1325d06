package mtv.cluster;

import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;

import java.net.URI;

import static org.assertj.core.api.Assertions.assertThat;

/** Requests go by verb and resource, whatever the object and its namespace. */
public class RequestCountsTest {

    @DataProvider
    public Object[][] requests() {
        String forklift = "/apis/forklift.konveyor.io/v1beta1/namespaces/openshift-mtv/";
        return new Object[][] {
            {"GET", "/version", "GET /version"},
            {"GET", "/apis/kubevirt.io/v1", "GET /apis/kubevirt.io/v1"},
            {"GET", "/api/v1/namespaces", "list namespaces"},
            {"GET", "/api/v1/namespaces/shop", "get namespaces"},
            {"GET", "/api/v1/namespaces/shop/pods?labelSelector=a%3Db", "list pods"},
            {"GET", "/api/v1/namespaces/shop/pods/web/log", "get pods/log"},
            {"GET", forklift + "plans?watch=true&resourceVersion=7", "watch plans.forklift.konveyor.io"},
            {"POST", forklift + "migrations", "create migrations.forklift.konveyor.io"},
            {"PATCH", forklift + "plans/it", "patch plans.forklift.konveyor.io"},
            {"PUT", forklift + "plans/it/status", "update plans.forklift.konveyor.io/status"},
            {"DELETE", forklift + "plans/it", "delete plans.forklift.konveyor.io"},
            {"DELETE", forklift + "plans", "deletecollection plans.forklift.konveyor.io"},
        };
    }

    @Test(dataProvider = "requests")
    public void aRequestIsOfItsKind(String method, String path, String kind) {
        assertThat(RequestCounts.kind(method, URI.create("https://api.example.test:6443" + path)))
                .isEqualTo(kind);
    }
}
