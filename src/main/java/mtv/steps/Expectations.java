package mtv.steps;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import mtv.check.compare.Expected;
import mtv.check.compare.ExpectedBuilder;
import mtv.model.MigrationStatus;
import mtv.model.PlanVm;
import mtv.model.VmStatus;
import mtv.names.ExpectedName;
import mtv.names.PvcNames;
import mtv.names.VmNames;
import mtv.names.gotemplate.TemplateException;
import mtv.observe.MigrationException;
import mtv.provider.Source.PreparedVm;
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

/** What each VM of a run must have become: the scenario, the maps and MTV's naming rules put together. */
final class Expectations {

    private static final Pattern RELEASE = Pattern.compile("\\s*v?(\\d{1,4})\\.(\\d{1,4})(?!\\d).*", Pattern.DOTALL);

    private final SourceType source;
    private final MigrationOutcome run;
    private final boolean local;
    private final ScenarioMaps maps;
    private final Map<String, Expected.Modes> profiles;
    private final Fact<Boolean> vmwareSerial;

    /** @param maps with the networks as a VM names them */
    Expectations(
            SourceType source,
            MigrationOutcome run,
            ScenarioMaps maps,
            Map<String, Expected.Modes> profiles,
            Place place) {
        this.run = run;
        this.local = place.local();
        this.source = source;
        this.maps = maps;
        this.profiles = profiles;
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
     */
    record Place(boolean local, Optional<String> openShift) {}

    private static Fact<Boolean> writesVmwareSerials(String release) {
        Matcher parts = RELEASE.matcher(release);
        if (!parts.matches()) {
            return Fact.unknown("the destination's release is no version: " + release);
        }
        int major = Integer.parseInt(parts.group(1));
        return Fact.of(major > 4 || major == 4 && Integer.parseInt(parts.group(2)) >= 20, "OpenShift " + release);
    }

    /** In the order of the VMs, which is that in which MTV gives names. */
    List<Expected> of(List<PreparedVm> vms, List<GenericKubernetesResource> inNamespace) {
        Set<String> taken = inNamespace.stream()
                .filter(vm -> !run.plan().getMetadata().getUid().equals(label(vm, "plan")))
                .map(vm -> vm.getMetadata().getName())
                .collect(Collectors.toCollection(HashSet::new));
        vms.forEach(vm -> taken.add(vm.source().name()));
        List<Expected> expected = new ArrayList<>();
        for (PreparedVm vm : vms) {
            ExpectedName name = VmNames.expected(
                    vm.wanted().targetName().orElse(""), vm.source().name(), taken);
            expected.add(expected(vm, name));
            taken.add(name.fixed());
        }
        return expected;
    }

    private Expected expected(PreparedVm vm, ExpectedName name) {
        VmStatus status = status(vm);
        PlanVm asked = run.plan().getSpec().vms().stream()
                .filter(entry -> vm.source().id().equals(entry.id()))
                .findFirst()
                .orElseThrow();
        return ExpectedBuilder.builder()
                .source(source)
                .namespace(run.plan().getSpec().targetNamespace())
                .name(name)
                .plan(run.plan().getSpec())
                .vm(asked)
                .labels(labels(vm))
                .networks(maps.networks())
                .storages(maps.storages())
                .profiles(profiles)
                .claims(claims(vm.source(), asked, status))
                .vmwareSerial(vmwareSerial)
                .rebootsWatched(status.steps().stream().anyMatch(step -> "WaitForGuestReboots".equals(step.name())))
                .agent(vm.wanted().guestAgent())
                .addresses(vm.wanted().expectedAddresses())
                .tells(vm.wanted().guestTells())
                .local(local)
                .stopped(run.stopped().contains(vm.source().id()))
                .build();
    }

    /** The labels by which MTV knows a VM. */
    Map<String, String> labels(PreparedVm vm) {
        MigrationOutcome.Earlier earlier = run.earlier().get(vm.source().id());
        return Map.of(
                "plan", run.plan().getMetadata().getUid(),
                "migration", earlier == null ? run.migration().getMetadata().getUid() : earlier.migrationUid(),
                "vmID", vm.source().id());
    }

    /** The name under which the VM is looked for first: MTV's own word, if it has changed the name. */
    String nameOf(PreparedVm vm) {
        String given = status(vm).newName();
        return given == null || given.isEmpty() ? vm.source().name() : given;
    }

    VmStatus status(PreparedVm vm) {
        return Optional.ofNullable(run.migration().getStatus()).map(MigrationStatus::vms).stream()
                .flatMap(List::stream)
                .filter(status -> status != null && vm.source().id().equals(status.id()))
                .findFirst()
                .orElseThrow(() -> new MigrationException("Migration "
                        + run.migration().getMetadata().getName() + " says nothing about VM "
                        + vm.source().name()));
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
