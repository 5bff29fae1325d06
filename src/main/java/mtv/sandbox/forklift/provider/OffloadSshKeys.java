package mtv.sandbox.forklift.provider;

import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import mtv.model.Provider;
import mtv.sandbox.controller.ObjectKey;
import mtv.sandbox.forklift.runtime.ObjectCache;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.HttpURLConnection;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.Map;

/**
 * The two Secrets with a pair of SSH keys for copy offload that each vSphere Provider gets. They are deleted with their
 * Provider. All Providers of a JVM get the same pair, because generating one takes longer than everything else that a
 * Provider needs.
 */
final class OffloadSshKeys {

    private static final int BITS = 2048;
    private static final int LONGEST_NAME = 228;

    private final KubernetesClient client;
    private final ObjectCache<Secret> secrets;

    OffloadSshKeys(KubernetesClient client, ObjectCache<Secret> secrets) {
        this.client = client;
        this.secrets = secrets;
    }

    private static final class Pair {

        private static final String PRIVATE;
        private static final String PUBLIC;

        static {
            try {
                KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
                generator.initialize(BITS);
                KeyPair pair = generator.generateKeyPair();
                PRIVATE = "-----BEGIN PRIVATE KEY-----\n"
                        + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                .encodeToString(pair.getPrivate().getEncoded())
                        + "\n-----END PRIVATE KEY-----\n";
                PUBLIC = ssh((RSAPublicKey) pair.getPublic());
            } catch (NoSuchAlgorithmException | IOException e) {
                throw new IllegalStateException("this JVM cannot make RSA keys", e);
            }
        }

        /** The public key as a line of authorized_keys. */
        private static String ssh(RSAPublicKey key) throws IOException {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            DataOutputStream out = new DataOutputStream(bytes);
            for (byte[] part : new byte[][] {
                "ssh-rsa".getBytes(StandardCharsets.US_ASCII), bytes(key.getPublicExponent()), bytes(key.getModulus())
            }) {
                out.writeInt(part.length);
                out.write(part);
            }
            return "ssh-rsa " + Base64.getEncoder().encodeToString(bytes.toByteArray()) + "\n";
        }

        private static byte[] bytes(BigInteger number) {
            return number.toByteArray();
        }
    }

    /** Creates both Secrets unless the private one exists. */
    void ensure(Provider provider) {
        if (secrets.get(new ObjectKey(provider.getMetadata().getNamespace(), name(provider, "private")))
                .isEmpty()) {
            create(provider, "private", Pair.PRIVATE);
            create(provider, "public", Pair.PUBLIC);
        }
    }

    /** Whether both Secrets exist. */
    boolean have(Provider provider) {
        String namespace = provider.getMetadata().getNamespace();
        return secrets.get(new ObjectKey(namespace, name(provider, "private"))).isPresent()
                && secrets.get(new ObjectKey(namespace, name(provider, "public")))
                        .isPresent();
    }

    private static String name(Provider provider, String half) {
        return "offload-ssh-keys-" + cut(provider) + "-" + half;
    }

    private static String cut(Provider provider) {
        String name = provider.getMetadata().getName();
        return name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
    }

    private void create(Provider provider, String half, String key) {
        try {
            client.resource(new SecretBuilder()
                            .withNewMetadata()
                            .withName(name(provider, half))
                            .withNamespace(provider.getMetadata().getNamespace())
                            .withLabels(Map.of(
                                    "app.kubernetes.io/name", "forklift",
                                    "app.kubernetes.io/component", "ssh-keys",
                                    "app.kubernetes.io/managed-by", "forklift-controller",
                                    "forklift.konveyor.io/provider", cut(provider)))
                            .addNewOwnerReference()
                            .withApiVersion(provider.getApiVersion())
                            .withKind(provider.getKind())
                            .withName(provider.getMetadata().getName())
                            .withUid(provider.getMetadata().getUid())
                            .withController(true)
                            .withBlockOwnerDeletion(true)
                            .endOwnerReference()
                            .endMetadata()
                            .withType("Opaque")
                            .withStringData(Map.of(half + "-key", key))
                            .build())
                    .create();
        } catch (KubernetesClientException e) {
            if (e.getCode() != HttpURLConnection.HTTP_CONFLICT) {
                throw e;
            }
        }
    }
}
