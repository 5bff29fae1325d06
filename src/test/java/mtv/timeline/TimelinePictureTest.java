package mtv.timeline;

import mtv.model.Condition;
import mtv.model.PipelineStep;
import mtv.model.PipelineStepBuilder;
import mtv.model.Precopy;
import mtv.model.VmError;
import mtv.model.VmStatus;
import mtv.model.VmStatusBuilder;
import mtv.model.WarmStatus;
import org.testng.annotations.DataProvider;
import org.testng.annotations.Test;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;

import javax.xml.parsers.DocumentBuilderFactory;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/** What the picture of a migration shows, and where. */
public class TimelinePictureTest {

    private static final Instant START = Instant.parse("2026-03-04T10:00:00Z");

    @Test
    public void aStepIsABarFromItsStartToItsEnd() throws Exception {
        VmStatus web = vm("web", step("Initialize", 0, 60), step("DiskTransfer", 60, 240));
        Document picture = picture(Timeline.of(List.of(web), Optional.empty()));
        List<Element> bars = bars(picture);
        assertThat(bars).hasSize(2);
        assertThat(width(bars.get(1)) / width(bars.get(0))).isBetween(2.99, 3.01);
        assertThat(x(bars.get(1))).isEqualTo(x(bars.get(0)) + width(bars.get(0)));
        assertThat(bars.get(1).getTextContent()).isEqualTo("web: DiskTransfer from 10:01:00 to 10:04:00, 180 s");
    }

    @Test
    public void aStepThatRunsLastsUntilTheLastTimeThatIsKnown() {
        VmStatus web = vm("web", step("DiskTransfer", 0, -1));
        VmStatus other = vm("db", step("DiskTransfer", 0, 90));
        Timeline timeline = Timeline.of(List.of(web, other), Optional.empty());
        assertThat(timeline.lanes().get(0).spans().get(0).end()).isEqualTo(START.plusSeconds(90));
        assertThat(timeline.lanes().get(0).outcome()).isEqualTo("Running");
    }

    @Test
    public void copiesCutoverAndFailuresAreMarked() throws Exception {
        VmStatus web = vm(
                        "web",
                        step("DiskTransfer", 0, 100).withError(new VmError("CopyDisks", List.of("disk full"))),
                        step("Cutover", 100, 200))
                .withConditions(List.of(condition("Failed")))
                .withWarm(new WarmStatus(2, 0, 0, null, List.of(copy(10), copy(50))));
        Document picture = picture(Timeline.of(List.of(web), Optional.of(START.plusSeconds(100))));
        assertThat(elements(picture, "circle")).hasSize(2);
        assertThat(elements(picture, "line"))
                .extracting(Element::getTextContent)
                .contains("cutover wanted at 10:01:40");
        assertThat(bars(picture)).extracting(bar -> bar.getAttribute("class")).containsExactly("bad", "");
        assertThat(elements(picture, "text"))
                .extracting(Element::getTextContent)
                .contains("webweb (Failed)");
    }

    @Test
    public void aDowntimeLastsFromTheStopToTheStartAndShowsItsLimit() throws Exception {
        VmStatus web = vm("web", step("DiskTransfer", 0, 100));
        VmStatus other = vm("db", step("DiskTransfer", 0, 100));
        Document picture = picture(Timeline.of(
                List.of(web, other),
                Optional.empty(),
                Map.of(
                        "web",
                        new Timeline.Outage(at(50), at(200), Optional.of(Duration.ofSeconds(75))),
                        "db",
                        new Timeline.Outage(at(50), at(125), Optional.of(Duration.ofSeconds(75))))));
        Element tooLong = bars(picture).get(1);
        Element transfer = bars(picture).get(0);
        assertThat(tooLong.getAttribute("class")).isEqualTo("toolong");
        assertThat(width(tooLong) / width(transfer)).isBetween(1.49, 1.51);
        assertThat(tooLong.getTextContent())
                .isEqualTo("web: downtime from 10:00:50 to 10:03:20, 150 s, more than 75 s wanted");
        assertThat(bars(picture).get(3).getAttribute("class")).isEqualTo("off");
        assertThat(elements(picture, "line"))
                .filteredOn(line -> line.getAttribute("class").equals("most"))
                .hasSize(2)
                .allSatisfy(limit -> assertThat(Double.parseDouble(limit.getAttribute("x1")))
                        .isCloseTo(x(tooLong) + width(tooLong) / 2, within(0.2)));
    }

    @Test
    public void theLegendSaysWhatIsInThePictureAndNothingElse() throws Exception {
        VmStatus plain = vm("web", step("Initialize", 0, 10), step("DiskTransfer", 10, 100));
        assertThat(legend(picture(Timeline.of(List.of(plain), Optional.of(START.minusSeconds(5))))))
                .containsExactly("Initialize", "DiskTransfer");
        VmStatus all = vm("web", step("DiskTransfer", 0, 100).withError(new VmError("CopyDisks", List.of("full"))))
                .withWarm(new WarmStatus(1, 0, 0, null, List.of(copy(10))));
        Map<String, Timeline.Outage> outage =
                Map.of("web", new Timeline.Outage(at(50), at(90), Optional.of(Duration.ofSeconds(20))));
        assertThat(legend(picture(Timeline.of(List.of(all), Optional.of(at(50)), outage))))
                .containsExactly(
                        "DiskTransfer",
                        "failed",
                        "a copy begins",
                        "cutover wanted",
                        "downtime",
                        "too long",
                        "max_downtime");
    }

    @Test
    public void aLongLegendTakesSeveralLinesAboveTheAxis() throws Exception {
        PipelineStep[] steps = IntStream.range(0, 12)
                .mapToObj(i -> step("WaitForFinalSnapshotConsolidation" + i, i * 10, i * 10 + 10))
                .toArray(PipelineStep[]::new);
        Document picture = picture(Timeline.of(List.of(vm("web", steps)), Optional.empty()));
        List<String> places = elements(picture, "g").stream()
                .map(entry -> entry.getAttribute("transform").replaceAll("[^\\d ]", ""))
                .toList();
        assertThat(places).doesNotHaveDuplicates().hasSize(12);
        assertThat(places).allSatisfy(place -> {
            assertThat(Integer.parseInt(place.split(" ")[0])).isLessThan(1180 - 250);
            assertThat(Integer.parseInt(place.split(" ")[1]) + 12)
                    .isLessThan((int) Double.parseDouble(bars(picture).get(0).getAttribute("y")) - 30);
        });
    }

    @Test
    public void aHundredVmsHaveTheirNames() throws Exception {
        List<VmStatus> all = IntStream.range(0, 100)
                .mapToObj(i -> vm("vm-" + i, step("Initialize", i, i + 10)))
                .toList();
        assertThat(elements(picture(Timeline.of(all, Optional.empty())), "text"))
                .extracting(Element::getTextContent)
                .contains("vm-0vm-0 (Running)", "vm-99vm-99 (Running)");
    }

    private static List<String> legend(Document picture) {
        return elements(picture, "g").stream().map(Element::getTextContent).toList();
    }

    @Test
    public void aDowntimeThatIsNotKnownIsNotDrawn() throws Exception {
        Document picture = picture(Timeline.of(List.of(vm("web", step("DiskTransfer", 0, 100))), Optional.empty()));
        assertThat(bars(picture)).hasSize(1);
        assertThat(picture.getDocumentElement().getTextContent()).doesNotContain("downtime");
    }

    @DataProvider
    public Object[][] sizes() {
        return new Object[][] {{1}, {7}, {100}, {1000}};
    }

    @Test(dataProvider = "sizes")
    public void allVmsAreInThePictureAndNoneLeavesIt(int vms) throws Exception {
        List<VmStatus> all = IntStream.range(0, vms)
                .mapToObj(i -> vm("vm-<" + i, step("Initialize", i, i + 10), step("DiskTransfer", i + 10, i + 100)))
                .toList();
        Document picture = picture(Timeline.of(all, Optional.empty()));
        double width = Double.parseDouble(picture.getDocumentElement().getAttribute("width"));
        double height = Double.parseDouble(picture.getDocumentElement().getAttribute("height"));
        assertThat(bars(picture)).hasSize(2 * vms).allSatisfy(bar -> {
            assertThat(x(bar) + width(bar)).isLessThan(width);
            assertThat(Double.parseDouble(bar.getAttribute("y"))).isLessThan(height - 8);
        });
    }

    private static Document picture(Timeline timeline) throws Exception {
        byte[] svg = new TimelinePicture(timeline).svg().getBytes(StandardCharsets.UTF_8);
        return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new ByteArrayInputStream(svg));
    }

    /** Without the background and the legend, which have no title. */
    private static List<Element> bars(Document picture) {
        return elements(picture, "rect").stream()
                .filter(rect -> rect.getElementsByTagName("title").getLength() == 1)
                .toList();
    }

    private static List<Element> elements(Document picture, String name) {
        NodeList found = picture.getElementsByTagName(name);
        return IntStream.range(0, found.getLength())
                .mapToObj(i -> (Element) found.item(i))
                .toList();
    }

    private static double x(Element bar) {
        return Double.parseDouble(bar.getAttribute("x"));
    }

    private static double width(Element bar) {
        return Double.parseDouble(bar.getAttribute("width"));
    }

    private static VmStatus vm(String name, PipelineStep... steps) {
        return VmStatusBuilder.builder()
                .id(name)
                .name(name)
                .pipeline(List.of(steps))
                .build();
    }

    private static PipelineStep step(String name, int start, int end) {
        return PipelineStepBuilder.builder()
                .name(name)
                .started(START.plusSeconds(start))
                .completed(end < 0 ? null : START.plusSeconds(end))
                .build();
    }

    private static Instant at(int seconds) {
        return START.plusSeconds(seconds);
    }

    private static Precopy copy(int start) {
        return new Precopy("s-" + start, null, null, START.plusSeconds(start), null, null);
    }

    private static Condition condition(String type) {
        return new Condition(type, "True", "Advisory", null, null, null, null, null, null);
    }
}
