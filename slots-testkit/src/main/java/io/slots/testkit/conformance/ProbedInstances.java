package io.slots.testkit.conformance;

import io.slots.app.Instance;
import java.util.List;

/** Instances to be probed that behave as a test wants them to, at an address of their own each. */
public interface ProbedInstances {
  /** One that answers every request with a status. */
  Instance answering(int status);

  /** One that answers 302, and leads to {@code elsewhere}. */
  Instance redirecting(Instance elsewhere);

  /** One that takes no connection. */
  Instance refusing();

  /** One that takes the connection and the request, and says nothing. */
  Instance silent();

  /** One that begins an answer and does not go on: its head never ends. */
  Instance stuckInTheHead();

  /** One that closes the connection without an answer. */
  Instance hangingUp();

  /** One that answers something that is not HTTP, with {@code text} in it. */
  Instance talkingNonsense(String text);

  /** From now on that instance, which answered with another status, answers with this one. */
  void changeStatus(Instance instance, int status);

  /** The requests that the instance was asked so far, oldest first. */
  List<Request> requests(Instance instance);

  /**
   * A request as it reached an instance.
   *
   * @param path the path with its query
   * @param hosts what stood in the headers {@code Host} and {@code X-Forwarded-Host}
   */
  record Request(String path, List<String> hosts) {
    /** Copies the list. */
    public Request {
      hosts = List.copyOf(hosts);
    }
  }
}
