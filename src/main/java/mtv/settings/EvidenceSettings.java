package mtv.settings;

import mtv.settings.value.EvidenceOccasion;
import mtv.settings.value.GatherOccasion;

import java.nio.file.Path;

/**
 * @param folder where evidence goes, one folder for each test
 * @param mustGather when MTV's own must-gather is added to it
 */
public record EvidenceSettings(EvidenceOccasion occasion, Path folder, GatherOccasion mustGather) {}
