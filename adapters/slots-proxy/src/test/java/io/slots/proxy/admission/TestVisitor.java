package io.slots.proxy.admission;

import io.slots.app.SlotName;
import java.util.Optional;

/** A client that asks for and remembers what it is told to. */
class TestVisitor implements Visitor {
  private final Optional<String> asked;
  private final Optional<String> remembered;
  private Optional<SlotName> stays = Optional.empty();

  TestVisitor(Optional<String> asked, Optional<String> remembered) {
    this.asked = asked;
    this.remembered = remembered;
  }

  static TestVisitor fresh() {
    return new TestVisitor(Optional.empty(), Optional.empty());
  }

  static TestVisitor asking(String name) {
    return new TestVisitor(Optional.of(name), Optional.empty());
  }

  static TestVisitor remembering(String name) {
    return new TestVisitor(Optional.empty(), Optional.of(name));
  }

  Optional<SlotName> stays() {
    return stays;
  }

  @Override
  public Optional<String> asksFor() {
    return asked;
  }

  @Override
  public Optional<String> remembers() {
    return remembered;
  }

  @Override
  public void stayWith(SlotName slot) {
    stays = Optional.of(slot);
  }

  @Override
  public void stayAsItIs() {
    stays = Optional.empty();
  }
}
