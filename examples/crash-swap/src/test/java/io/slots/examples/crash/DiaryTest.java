package io.slots.examples.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DiaryTest {
  private final Diary diary = new Diary();

  @Test
  void write_aLine_isWhoWhatAndOfWhich() throws InterruptedException {
    diary.write("one", "step op1 WARM_UP FORWARD");

    assertThat(
            diary.await(
                0,
                entry ->
                    entry.is("step")
                        && entry.who().equals("one")
                        && entry.operation().equals("op1")
                        && entry.more().equals(List.of("WARM_UP", "FORWARD")),
                Duration.ZERO))
        .isPresent();
  }

  @Test
  void atWork_isWhoSpokeLastOfAnOperation() {
    assertThat(diary.atWork()).isEmpty();

    diary.write("one", "step op1 WARM_UP FORWARD");
    diary.write("two", "up two");

    assertThat(diary.atWork()).hasValue("one");
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
