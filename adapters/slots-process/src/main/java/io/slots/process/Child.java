package io.slots.process;

import com.google.common.net.InetAddresses;
import io.slots.app.Instance;
import io.slots.local.process.ProcessIdentity;
import io.slots.local.process.ProcessTree;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * The process that an instance is at present.
 *
 * @param own the same as {@code handle}, unless it was adopted
 */
record Child(ProcessRecord record, ProcessHandle handle, Optional<Process> own) {

  static Child started(ProcessRecord record, Process process) {
    return new Child(record, process.toHandle(), Optional.of(process));
  }

  static Child adopted(ProcessRecord record, ProcessHandle handle) {
    return new Child(record, handle, Optional.empty());
  }

  Child with(ProcessRecord other) {
    return new Child(other, handle, own);
  }

  /** Closes its standard input: there is none. */
  void closeInput() throws IOException {
    if (own.isPresent()) {
      own.get().getOutputStream().close();
    }
  }

  boolean lives() {
    return ProcessIdentity.lives(handle);
  }

  /** Completes when it has ended. */
  CompletableFuture<?> exit() {
    return own.<CompletableFuture<?>>map(Process::onExit).orElseGet(handle::onExit);
  }

  /** How it ended, as a clause; its exit status is known of a process of our own only. */
  String ending() {
    return own.map(process -> "ended with status " + process.exitValue()).orElse("ended");
  }

  ProcessTree tree() {
    return new ProcessTree(Optional.of(handle), Environment.START_ID, record.startId());
  }

  Instance instance(InetAddress host) {
    URI address = URI.create("http://" + InetAddresses.toUriString(host) + ":" + record.port());
    return Instance.of(record.instance(), address);
  }

  /** For people: {@code instance shop-1 (pid 4711)}. */
  String name() {
    return "instance " + record.instance() + " (pid " + handle.pid() + ")";
  }
}
