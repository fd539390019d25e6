package io.slots.core.loop;

import io.slots.operation.Operation;
import io.slots.spi.AppRecord;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether an operation is still this engine's, where several share a store (S9.4): looked at when
 * the engine's lease had run out, and when somebody has written. Turned by the mailbox of the
 * operation only.
 */
final class Ownership {
  private static final Logger log = LoggerFactory.getLogger(Ownership.class);

  /** Whose operation it is. */
  interface Owner {
    /** Whether a record that is read now tells nothing: what is being written finds out itself. */
    boolean isBusy();

    /** It is somebody else's now. */
    void taken();

    /** Somebody else wants it turned back. */
    void cancelled();
  }

  private final Surroundings surroundings;
  private final Mailbox mailbox;
  private final RecordWriter writer;
  private final Operation operation;
  private final Owner owner;

  /** The term of the lease in which the operation was last seen to be this engine's. */
  private int term;

  private boolean confirming;

  /** Whether something was heard of while a record would have told nothing. */
  private boolean heardWhileBusy;

  Ownership(
      Surroundings surroundings,
      Mailbox mailbox,
      RecordWriter writer,
      Operation operation,
      Owner owner) {
    this.surroundings = surroundings;
    this.mailbox = mailbox;
    this.writer = writer;
    this.operation = operation;
    this.owner = owner;
    this.term = surroundings.lease().term();
  }

  /**
   * Whether an effect may be begun. After the lease had run out the operation may be another
   * engine's that has done nothing yet: the record tells.
   */
  boolean mayAct() {
    Lease lease = surroundings.lease();
    if (!lease.isHeld()) {
      return false;
    }
    if (term != lease.term() && !confirming) {
      confirming = true;
      readRecord();
    }
    return term == lease.term();
  }

  /** Somebody has written a record of the app, of that version at least. */
  void changed(long version) {
    if (owner.isBusy()) {
      heardWhileBusy = true;
    } else if (version > writer.record().version()) {
      readRecord();
    }
  }

  /** What kept a record from telling something is over. */
  void notBusy(AppRecord stored) {
    if (owner.isBusy()) {
      return; // With its next write it obeys what is stored.
    }
    obey(stored);
    if (heardWhileBusy && !owner.isBusy()) {
      heardWhileBusy = false;
      readRecord();
    }
  }

  private void obey(AppRecord record) {
    if (record
        .operation()
        .filter(it -> it.id().equals(operation.id()) && it.cancelled())
        .isPresent()) {
      owner.cancelled();
    }
  }

  private void readRecord() {
    int asked = surroundings.lease().isHeld() ? surroundings.lease().term() : term;
    surroundings
        .store()
        .find(operation.app())
        .thenAccept(found -> mailbox.post(() -> read(found, asked)))
        .whenComplete(
            (done, error) -> {
              if (error != null) {
                mailbox.post(() -> unread(error));
              }
            });
  }

  private void unread(Throwable error) {
    confirming = false;
    log.warn("{}: whether it is still this engine's cannot be read", operation.id(), error);
  }

  private void read(Optional<AppRecord> found, int asked) {
    confirming = false;
    if (owner.isBusy()
        || found.filter(it -> it.version() < writer.record().version()).isPresent()) {
      return;
    }
    if (found.isEmpty() || !writer.isMine(found.get())) {
      owner.taken();
      return;
    }
    writer.found(found.get());
    term = Math.max(term, asked);
    obey(found.get());
  }
}
