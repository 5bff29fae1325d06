package mtv.settings;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Marks test classes that need {@link Settings}. The listener that gives settings to a suite looks for it. */
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface NeedsSettings {

    /** Whether the class looks at Plans of other people, and migrates nothing: it runs only with attach_plan. */
    boolean attaches() default false;
}
