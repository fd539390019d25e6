package io.slots.proxy.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.slots.app.AppName;
import io.slots.app.Instance;
import io.slots.app.SlotName;
import io.slots.app.TrafficShare;
import io.slots.local.StateDirectoryException;
import io.slots.proxy.admission.Kept;
import io.slots.proxy.admission.Tables;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RouteFilesTest {
  private static final AppName SHOP = AppName.of("Shop");
  private static final Instance BLUE = Tables.instance("blue");
  private static final Instance GREEN = Tables.instance("green");
  private static final Kept FIRST = kept(1, 1, BLUE);
  private static final Kept SECOND = kept(3, 2, GREEN);

  private final Path directory;
  private final Path file;

  RouteFilesTest(@TempDir Path directory) {
    this.directory = directory;
    this.file = directory.resolve("routes/shop");
  }

  @Test
  void whatWasKept_isReadByTheNext_withTokenAndShares() {
    Kept shared =
        new Kept(
            SHOP,
            9,
            Optional.of(
                Tables.of("Shop", 2, 5)
                    .productionWith(
                        List.of(TrafficShare.of(SlotName.of("staging"), 12.5)), BLUE, GREEN)
                    .slot("staging", GREEN)
                    .empty("next")
                    .build()));
    Kept fencedOnly = new Kept(AppName.of("other"), 7, Optional.empty());
    try (RouteFiles files = RouteFiles.open(directory)) {
      files.keep(FIRST);
      files.keep(shared);
      files.keep(fencedOnly);
    }
    try (RouteFiles next = RouteFiles.open(directory)) {
      assertThat(next.all()).containsExactlyInAnyOrder(shared, fencedOnly);
    }
  }

  @Test
  void tornFile_isRefused_whereverItEnds() throws IOException {
    keep(SECOND);
    byte[] whole = Files.readAllBytes(file);
    for (int length = 0; length < whole.length; length += 7) {
      Files.write(file, Arrays.copyOf(whole, length));

      assertDamaged(length == 0 ? "not of form 1" : "");
    }
    Files.write(file, whole);
    try (RouteFiles next = RouteFiles.open(directory)) {
      assertThat(next.all()).containsExactly(SECOND);
    }
  }

  @Test
  void alteredFile_isRefused() throws IOException {
    keep(SECOND);
    String whole = Files.readString(file);

    Files.writeString(file, whole.replace("Shop 3\n", "Shop 2\n"));
    assertDamaged("checksum");
    Files.writeString(file, whole.replace("green", "black"));
    assertDamaged("checksum");
    Files.writeString(file, whole + "\n");
    assertDamaged("checksum");
    Files.writeString(file, whole.replace("slots-routes 1 ", "slots-routes 2 "));
    assertDamaged("not of form 1");
  }

  @Test
  void fileOfAnotherApp_isRefused() throws IOException {
    keep(SECOND);
    Files.copy(file, file.resolveSibling("store"));

    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(() -> RouteFiles.open(directory))
        .withMessageContaining("it tells of app Shop");
  }

  @Test
  void halfWrittenFile_isClearedAway() throws IOException {
    keep(SECOND);
    Path half = Files.writeString(file.resolveSibling(".shop.tmp"), "slots-routes 1 ab");

    try (RouteFiles next = RouteFiles.open(directory)) {
      assertThat(next.all()).containsExactly(SECOND);
    }
    assertThat(half).doesNotExist();
  }

  @Test
  void whatHasNotTheNameOfATable_isLeftAlone() throws IOException {
    keep(SECOND);
    List<Path> strays =
        Stream.of(".DS_Store", "shop~", "shop.bak", "shop.tmp", ".shop.swp", "#shop#")
            .map(file::resolveSibling)
            .toList();
    for (Path stray : strays) {
      Files.writeString(stray, "somebody else's");
    }
    Path folder = Files.createDirectories(file.resolveSibling("before/yesterday"));

    try (RouteFiles next = RouteFiles.open(directory)) {
      assertThat(next.all()).containsExactly(SECOND);
    }
    assertThat(strays).allSatisfy(stray -> assertThat(stray).hasContent("somebody else's"));
    assertThat(folder).exists();
  }

  @Test
  void whatOnlyLooksUnfinished_isLeftAlone() throws IOException {
    keep(SECOND);
    Path notes = Files.writeString(file.resolveSibling(".notes on shop.tmp"), "somebody else's");
    Path folder = Files.createDirectories(file.resolveSibling(".shop.tmp/yesterday"));

    try (RouteFiles next = RouteFiles.open(directory)) {
      assertThat(next.all()).containsExactly(SECOND);
    }
    assertThat(notes).exists();
    assertThat(folder).exists();
  }

  @Test
  void directoryInUse_isRefused_andFreeAgainWhenItIsClosed() {
    try (RouteFiles files = RouteFiles.open(directory)) {
      assertThatExceptionOfType(StateDirectoryException.class)
          .isThrownBy(() -> RouteFiles.open(directory))
          .withMessageContaining("in use");
      assertThat(files.all()).isEmpty();
    }
    RouteFiles.open(directory).close();
  }

  @Test
  void whoComesLate_doesNotWriteWhatTheNextProxyHas() {
    RouteFiles late = RouteFiles.open(directory);
    late.keep(FIRST);
    late.close();
    try (RouteFiles next = RouteFiles.open(directory)) {
      assertThatExceptionOfType(StateDirectoryException.class)
          .isThrownBy(() -> late.keep(SECOND))
          .withMessageContaining("the proxy is closed");
      assertThat(next.all()).containsExactly(FIRST);
    }
    try (RouteFiles next = RouteFiles.open(directory)) {
      assertThat(next.all()).containsExactly(FIRST);
    }
  }

  @Test
  void whoIsClosedTwice_leavesTheNextProxyItsDirectory() {
    RouteFiles late = RouteFiles.open(directory);
    late.close();
    try (RouteFiles next = RouteFiles.open(directory)) {
      late.close();

      assertThat(directory.resolve("holder")).as("who has it").exists();
      assertThat(next.all()).isEmpty();
    }
  }

  @Test
  void damagedDirectory_isNotKeptInUse() throws IOException {
    keep(SECOND);
    byte[] whole = Files.readAllBytes(file);
    Files.writeString(file, "torn");
    assertDamaged("");
    Files.write(file, whole);

    RouteFiles.open(directory).close();
  }

  @Test
  void errorWhileReading_doesNotKeepTheDirectoryInUse() throws IOException {
    keep(SECOND);
    byte[] whole = Files.readAllBytes(file);
    try (RandomAccessFile huge = new RandomAccessFile(file.toFile(), "rw")) {
      huge.setLength(Integer.MAX_VALUE + 1L); // more than an array holds; takes no room on the disk
    }
    assertThatExceptionOfType(OutOfMemoryError.class).isThrownBy(() -> RouteFiles.open(directory));
    Files.write(file, whole);

    RouteFiles.open(directory).close();
  }

  @Test
  void writeThatFails_isNoLongerUnsure_onceTheFormerIsThereAgain() throws IOException {
    try (RouteFiles files = RouteFiles.open(directory)) {
      files.keep(FIRST);
      Files.delete(file);
      Files.createDirectories(file.resolve("in the way"));

      assertThatExceptionOfType(StateDirectoryException.class)
          .isThrownBy(() -> files.keep(SECOND))
          .withMessageContaining(file.toString());
      assertThatExceptionOfType(StateDirectoryException.class)
          .as("nobody is told anything that a restart would not find")
          .isThrownBy(() -> files.settle(SHOP));
      files.settle(AppName.of("other"));
      assertThat(files.isSure(SHOP)).isFalse();
      assertThat(files.isSure(AppName.of("other"))).isTrue();

      Files.delete(file.resolve("in the way"));
      Files.delete(file);
      files.settle(SHOP);
      assertThat(files.isSure(SHOP)).isTrue();
    }
    try (RouteFiles next = RouteFiles.open(directory)) {
      assertThat(next.all()).containsExactly(FIRST);
    }
  }

  private void keep(Kept kept) {
    try (RouteFiles files = RouteFiles.open(directory)) {
      files.keep(kept);
    }
  }

  private void assertDamaged(String why) {
    assertThatExceptionOfType(StateDirectoryException.class)
        .isThrownBy(() -> RouteFiles.open(directory))
        .withMessageContaining("the routes in " + file + " are damaged")
        .withMessageContaining(why)
        .withMessageContaining("The proxy does not start");
  }

  private static Kept kept(long token, long number, Instance instance) {
    return new Kept(
        SHOP, token, Optional.of(Tables.of("Shop", 1, number).production(instance).build()));
  }
}
