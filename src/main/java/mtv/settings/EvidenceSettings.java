package mtv.settings;

import mtv.settings.value.EvidenceOccasion;

import java.nio.file.Path;

/** @param folder where evidence goes, one folder for each test */
public record EvidenceSettings(EvidenceOccasion occasion, Path folder) {}
