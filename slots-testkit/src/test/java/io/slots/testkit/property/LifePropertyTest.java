package io.slots.testkit.property;

import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/**
 * S3.4 for any sequence of operations. What fails is shrunk: the sample that is told is short, and
 * each deed of it is needed.
 */
class LifePropertyTest {
  private static final int MOST_DEEDS = 25;

  @Property(tries = 200)
  @Label("S3.1 S3.4 sticky values never leave their slot, free ones go with the content, for ever")
  void settings_areWhereTheyBelong(@ForAll("deeds") List<Deed> deeds) {
    Life life = new Life();
    life.live(deeds);
    life.comeToRest();
  }

  @Provide
  Arbitrary<List<Deed>> deeds() {
    return Deed.anyList(MOST_DEEDS);
  }
}
