package mtv.steps;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.check.compare.Canary;
import mtv.check.compare.ExpectedVm;
import mtv.check.compare.ExpectedVmBuilder;
import mtv.model.PlanVm;
import mtv.model.VmStatus;
import mtv.names.ExpectedName;
import mtv.names.PvcNames;
import mtv.names.VmNames;
import mtv.names.gotemplate.TemplateException;
import mtv.steps.migrate.ExecutedMigration;
import mtv.steps.migrate.MigrationOutcome;
import mtv.vm.Fact;
import mtv.vm.SourceType;
import mtv.vm.SourceVm;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What each VM of a run must have become, by the scenario, the maps and MTV's naming rules. */
final class Expectations {

    private static final Pattern RELEASE = Pattern.compile("\\s*v?(\\d{1,4})\\.(\\d{1,4})(?!\\d).*", Pattern.DOTALL);

    private final SourceType source;
    private final MigrationOutcome run;
    private final boolean local;
    private final ScenarioMaps maps;
    private final Map<String, ExpectedVm.Modes> profiles;
    private final Map<String, Canary> canaries;
    private final Fact<Boolean> vmwareSerial;
    private final Fact<String> mtv;

    /**
     * @param maps with the networks as a VM names them
     * @param profiles what CDI chooses where the map says nothing, by storage class
     */
    Expectations(
            SourceType source,
            ExecutedMigration executed,
            ScenarioMaps maps,
            Map<String, ExpectedVm.Modes> profiles,
            Place place) {
        this.run = executed.outcome();
        this.canaries = executed.canaries();
        this.local = place.local();
        this.source = source;
        this.maps = maps;
        this.profiles = profiles;
        this.mtv = place.mtv()
                .map(release -> Fact.of(release, "the operator's version"))
                .orElse(Fact.unknown("MTV does not tell its release"));
        this.vmwareSerial = source == SourceType.VSPHERE
                ? place.openShift()
                        .map(Expectations::writesVmwareSerials)
                        .orElse(Fact.unknown("the destination does not tell its release"))
                : Fact.of(false, "MTV keeps the serial of other sources as it is");
    }

    /**
     * Where the VMs go.
     *
     * @param local whether to MTV's own cluster, by an empty url
     * @param openShift release of that cluster, if it tells
     * @param mtv release of MTV, if it tells
     */
    record Place(boolean local, Optional<String> openShift, Optional<String> mtv) {}

    private static Fact<Boolean> writesVmwareSerials(String release) {
        Matcher parts = RELEASE.matcher(release);
        if (!parts.matches()) {
            return Fact.unknown("the destination's release is no version: " + release);
        }
        int major = Integer.parseInt(parts.group(1));
        return Fact.of(major > 4 || major == 4 && Integer.parseInt(parts.group(2)) >= 20, "OpenShift " + release);
    }

    /** A VM with what it must have become. */
    record Expectation(MigrationVm vm, ExpectedVm expected) {}

    /**
     * What the VMs must have become, in their order, which is that in which MTV gives names.
     *
     * @param inNamespace all VMs of the target namespace
     */
    List<Expectation> of(List<MigrationVm> vms, List<GenericKubernetesResource> inNamespace) {
        Set<String> taken = inNamespace.stream()
                .filter(vm -> !run.plan().getMetadata().getUid().equals(label(vm, "plan")))
                .map(vm -> vm.getMetadata().getName())
                .collect(Collectors.toCollection(HashSet::new));
        vms.forEach(vm -> taken.add(vm.source().name()));
        List<Expectation> expected = new ArrayList<>();
        for (MigrationVm vm : vms) {
            ExpectedName name = VmNames.expected(
                    vm.wanted().targetName().orElse(""), vm.source().name(), taken);
            expected.add(new Expectation(vm, expected(vm, name)));
            taken.add(name.fixed());
        }
        return expected;
    }

    private ExpectedVm expected(MigrationVm vm, ExpectedName name) {
        PlanVm asked = run.plan().getSpec().vms().stream()
                .filter(entry -> entry.means(
                        vm.source().id(), vm.source().name(), vm.source().namespace()))
                .findFirst()
                .orElseThrow();
        return ExpectedVmBuilder.builder()
                .source(source)
                .namespace(run.plan().getSpec().targetNamespace())
                .name(name)
                .plan(run.plan().getSpec())
                .vm(asked)
                .labels(vm.labels())
                .networks(maps.networks())
                .storages(maps.storages())
                .profiles(profiles)
                .claims(claims(vm.source(), asked, vm.status()))
                .vmwareSerial(vmwareSerial)
                .mtv(mtv)
                .rebootsWatched(
                        vm.status().steps().stream().anyMatch(step -> "WaitForGuestReboots".equals(step.name())))
                .agent(vm.wanted().guestAgent())
                .addresses(vm.wanted().expectedAddresses())
                .tells(vm.wanted().guestTells())
                .canary(Optional.ofNullable(canaries.get(vm.source().id())))
                .local(local)
                .stopped(run.stopped().contains(vm.source().id()))
                .build();
    }

    private Fact<List<ExpectedName>> claims(SourceVm vm, PlanVm asked, VmStatus status) {
        String ofVm = Optional.ofNullable(asked.pvcNameTemplate()).orElse("");
        String ofPlan =
                Optional.ofNullable(run.plan().getSpec().pvcNameTemplate()).orElse("");
        if (ofVm.isEmpty() && ofPlan.isEmpty()) {
            return Fact.unknown("the Plan has no template, and MTV's own depends on its release");
        }
        if (source == SourceType.OPENSTACK && vm.disks().stream().anyMatch(SourceVm.Disk::isOfAnImage)) {
            return Fact.unknown("MTV numbers the disks of a machine of an image as it finds their copies");
        }
        PvcNames names = PvcNames.of(
                ofVm, ofPlan, run.plan().getSpec().pvcNameTemplateUseGenerateName(), source == SourceType.OPENSHIFT);
        try {
            return Fact.of(names.names(fields(vm, asked, status)), "pvcNameTemplate " + names.template());
        } catch (TemplateException e) {
            return Fact.unknown(e.getMessage());
        }
    }

    private List<Map<String, Object>> fields(SourceVm vm, PlanVm asked, VmStatus status) {
        Function<String, String> orEmpty = text -> text == null ? "" : text;
        List<Map<String, Object>> fields = new ArrayList<>();
        for (SourceVm.Disk disk : vm.disks()) {
            if (disk.direct()) {
                continue;
            }
            Map<String, Object> ofDisk = new HashMap<>();
            ofDisk.put("VmName", vm.name());
            ofDisk.put(
                    "TargetVmName",
                    VmNames.inTemplates(
                            orEmpty.apply(asked.targetName()), orEmpty.apply(status.newName()), vm.name(), vm.id()));
            ofDisk.put("PlanName", run.plan().getMetadata().getName());
            ofDisk.put("VmId", vm.id());
            ofDisk.put("DiskIndex", fields.size());
            if (source == SourceType.VSPHERE) {
                ofDisk.put("FileName", disk.fileName());
                ofDisk.put("Shared", disk.shared().value().orElse(false));
                ofDisk.put("RootDiskIndex", 0);
            } else if (source == SourceType.OPENSHIFT) {
                ofDisk.put("SourcePVCName", disk.fileName());
                ofDisk.put(
                        "SourcePVCNamespace",
                        disk.name().substring(0, disk.name().indexOf('/')));
            }
            fields.add(ofDisk);
        }
        return fields;
    }

    private static String label(GenericKubernetesResource object, String key) {
        Map<String, String> labels = object.getMetadata().getLabels();
        return labels == null ? null : labels.get(key);
    }
}
