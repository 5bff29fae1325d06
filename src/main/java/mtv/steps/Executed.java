package mtv.steps;

import mtv.check.RunFacts;
import mtv.check.RunLog;
import mtv.model.Migration;
import mtv.model.Plan;

import java.util.Optional;

/** A run that came to its good end, with what only its watch and its clock can tell. */
record Executed(Plan plan, Migration migration, RunLog log, Optional<RunFacts.Warm> warm) {}
