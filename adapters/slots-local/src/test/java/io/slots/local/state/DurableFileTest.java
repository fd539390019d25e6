package io.slots.local.state;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DurableFileTest {
  private static final byte[] SECRET = "KEY=swordfish-7391".getBytes(UTF_8);

  private final Path directory;

  DurableFileTest(@TempDir Path directory) {
    this.directory = directory;
  }

  @Test
  void failureToPlace_leavesNothingOfTheContent() throws IOException {
    Path taken = directory.resolve("one.env");
    Files.createDirectories(taken.resolve("inside"));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> DurableFile.writeOwnerOnly(taken, SECRET));

    assertThat(directory.toFile().list()).containsExactly("one.env");
  }

  @Test
  void failureToWrite_leavesNothingOfTheContent_andTheFileAsItWas() throws IOException {
    Path file = Files.writeString(directory.resolve("one.env"), "before");

    Thread.currentThread().interrupt(); // a channel that is written to by such a thread fails
    assertThatExceptionOfType(ClosedByInterruptException.class)
        .isThrownBy(() -> DurableFile.writeOwnerOnly(file, SECRET));
    assertThat(Thread.interrupted()).isTrue();

    assertThat(directory.toFile().list()).containsExactly("one.env");
    assertThat(file).hasContent("before");
  }

  @Test
  void ownersFile_isHisAlone_whateverACrashLeft() throws IOException {
    Assumptions.assumeTrue(
        FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    Path left = Files.writeString(directory.resolve(".one.env.tmp"), "half");
    Files.setPosixFilePermissions(left, PosixFilePermissions.fromString("rw-rw-rw-"));
    Path file = directory.resolve("one.env");

    DurableFile.writeOwnerOnly(file, SECRET);

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    assertThat(left).doesNotExist();
  }

  @Test
  void stagedFile_isSeenWhenItIsPlaced_byWhomTheUmaskLets() throws IOException {
    Path file = Files.writeString(directory.resolve("routes.map"), "before");

    DurableFile staged = DurableFile.stage(file, "after".getBytes(UTF_8));
    assertThat(file).hasContent("before");
    staged.place();

    assertThat(file).hasContent("after");
    Path plain = Files.createFile(directory.resolve("plain"));
    assertThat(Files.getAttribute(file, "unix:mode"))
        .isEqualTo(Files.getAttribute(plain, "unix:mode"));
  }

  @Test
  void sweep_clearsAwayWhatCrashesLeft_andNothingElse() throws IOException {
    Files.write(directory.resolve(".one.env.tmp"), SECRET);
    Files.write(directory.resolve(".two.json.tmp"), SECRET);
    Files.writeString(directory.resolve("one.env"), "whole");
    Files.writeString(directory.resolve("one.tmp"), "whole");

    DurableFile.sweep(directory);

    assertThat(directory.toFile().list()).containsExactlyInAnyOrder("one.env", "one.tmp");
  }

  @Test
  void sweep_ofOurFiles_leavesOthersAlone() throws IOException {
    Files.write(directory.resolve(".one.tmp"), SECRET);
    Files.write(directory.resolve(".two.tmp"), SECRET);
    Files.writeString(directory.resolve(".tmp"), "whole");
    Files.createDirectories(directory.resolve(".three.tmp/folder"));

    DurableFile.sweep(directory, name -> !name.equals("two"));

    assertThat(directory.toFile().list())
        .containsExactlyInAnyOrder(".two.tmp", ".three.tmp", ".tmp");
  }
}
