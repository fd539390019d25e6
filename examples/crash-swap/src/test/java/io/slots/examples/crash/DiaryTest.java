package io.slots.examples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DiaryTest {
  private final Diary diary = new Diary();

  @Test
  void write_aLine_isWhoWhatAndOfWhich() {
    diary.write("one", "step op1 WARM_UP FORWARD");

    assertThat(diary.last())
        .hasValueSatisfying(
            entry -> {
              assertThat(entry.who()).isEqualTo("one");
              assertThat(entry.is("step")).isTrue();
              assertThat(entry.operation()).isEqualTo("op1");
              assertThat(entry.more()).containsExactly("WARM_UP", "FORWARD");
            });
  }

  @Test
  void write_whatIsNoLineOfTheirs_isLeftOut() {
    diary.write("one", "hello");

    assertThat(diary.size()).isZero();
  }

  @Test
  void await_before_isNotLookedAt() throws InterruptedException {
    diary.write("one", "ended op1 REVERTED");

    assertThat(diary.await(0, entry -> entry.is("ended"), Duration.ZERO)).isPresent();
    assertThat(diary.await(1, entry -> entry.is("ended"), Duration.ZERO)).isEmpty();
  }

  @Test
  void await_whatIsWrittenMeanwhile_isHeard() throws InterruptedException {
    Thread writer = new Thread(() -> diary.write("two", "ended op1 COMPLETED"));
    writer.start();

    assertThat(diary.await(0, entry -> entry.is("ended"), Duration.ofMinutes(1))).isPresent();
    writer.join();
  }
}
