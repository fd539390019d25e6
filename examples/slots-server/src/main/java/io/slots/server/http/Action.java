package io.slots.server.http;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One call of an API: where it is found, who may make it, and what it does. What is served, what
 * guards it, what the audit log tells and what the OpenAPI document describes is all read from
 * here.
 *
 * @param verb the method
 * @param path the path, with {@code {parameters}}
 * @param right what the caller must be allowed to do
 * @param summary what it does, in a sentence
 * @param takes the type of the body, if it takes JSON of a fixed form
 * @param gives the type of the answer, if it gives JSON of a fixed form
 * @param status the status if it goes well
 * @param queries the query parameters that it reads
 * @param secrets whether the answer may hold values of settings
 * @param form how it tells of trouble
 * @param work what it does
 */
public record Action(
    Verb verb,
    String path,
    Right right,
    String summary,
    Optional<Class<?>> takes,
    Optional<Class<?>> gives,
    int status,
    List<Query> queries,
    boolean secrets,
    ErrorForm form,
    Work work) {

  /**
   * A query parameter.
   *
   * @param name its name
   * @param type {@code string}, {@code integer} or {@code boolean}
   * @param summary what it is for
   */
  public record Query(String name, String type, String summary) {}

  /** Returns an action that takes and gives nothing of a fixed form, and answers 200. */
  public static Action of(Verb verb, String path, Right right, ErrorForm form, Work work) {
    return new Action(
        verb,
        path,
        right,
        "",
        Optional.empty(),
        Optional.empty(),
        200,
        List.of(),
        false,
        form,
        work);
  }

  /** Returns it with a sentence that says what it does. */
  public Action saying(String text) {
    return new Action(verb, path, right, text, takes, gives, status, queries, secrets, form, work);
  }

  /** Returns it with a body of that form. */
  public Action taking(Class<?> type) {
    return new Action(
        verb, path, right, summary, Optional.of(type), gives, status, queries, secrets, form, work);
  }

  /** Returns it with an answer of that form and status. */
  public Action giving(int status, Class<?> type) {
    return new Action(
        verb, path, right, summary, takes, Optional.of(type), status, queries, secrets, form, work);
  }

  /** Returns it with an answer without body. */
  public Action givingNothing() {
    return new Action(
        verb, path, right, summary, takes, Optional.empty(), 204, queries, secrets, form, work);
  }

  /** Returns it with a query parameter more. */
  public Action reading(String name, String type, String text) {
    List<Query> more =
        Stream.concat(queries.stream(), Stream.of(new Query(name, type, text))).toList();
    return new Action(verb, path, right, summary, takes, gives, status, more, secrets, form, work);
  }

  /** Returns it as one whose answers may hold values of settings: the audit log tells of it. */
  public Action showingSecrets() {
    return new Action(verb, path, right, summary, takes, gives, status, queries, true, form, work);
  }

  /** What the audit log calls it: {@code POST /api/v1/apps/{app}/swaps}. */
  public String name() {
    return verb + " " + path;
  }
}
