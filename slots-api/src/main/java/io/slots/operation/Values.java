package io.slots.operation;

/** Whether a text for people shows the values of settings, which are secret (S3.7). */
public enum Values {
  /** It tells that there is a value, and whether it changes. */
  MASKED,
  /** It shows them, to who has asked. */
  SHOWN
}
