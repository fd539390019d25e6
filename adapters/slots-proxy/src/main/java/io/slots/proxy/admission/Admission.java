package io.slots.proxy.admission;

/** What came of asking for a host: a {@link Target} that the request is counted at, or a reason. */
public sealed interface Admission permits Target, NotAdmitted {}
