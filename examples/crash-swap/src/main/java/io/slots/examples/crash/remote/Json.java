package io.slots.examples.crash.remote;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** How questions and replies are written. */
final class Json {
  private Json() {}

  static ObjectMapper mapper() {
    return JsonMapper.builder().disable(SerializationFeature.FAIL_ON_EMPTY_BEANS).build();
  }
}
