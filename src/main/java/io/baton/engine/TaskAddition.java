package io.baton.engine;

import java.util.List;
import org.camunda.bpm.engine.delegate.TaskListener;

/** Something that every user task of every diagram gets without drawing it; every bean of this type is added. */
public interface TaskAddition extends TaskListener {

    /** The events of a task's life that it is told of, such as {@link TaskListener#EVENTNAME_CREATE}. */
    List<String> events();
}
