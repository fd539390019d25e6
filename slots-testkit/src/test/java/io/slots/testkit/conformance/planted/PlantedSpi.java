package io.slots.testkit.conformance.planted;

import io.slots.testkit.conformance.Conformance;
import io.slots.testkit.conformance.ConformanceRule;
import java.util.List;

/**
 * An SPI whose adapters are broken.
 *
 * @param name the SPI
 * @param test the case that runs its conformance tests
 * @param faults its faults, the first of which is none
 */
record PlantedSpi(String name, Class<? extends Conformance> test, List<Fault> faults) {
  static List<PlantedSpi> all() {
    return List.of(
        new PlantedSpi("InstanceRestarter", RestarterCase.class, List.of(RestarterFault.values())),
        new PlantedSpi(
            "InstanceProvisioner", ProvisionerCase.class, List.of(ProvisionerFault.values())),
        new PlantedSpi("HealthProbe", ProbeCase.class, List.of(ProbeFault.values())),
        new PlantedSpi("Router", RouterCase.class, List.of(RouterFault.values())),
        new PlantedSpi("SlotStore", StoreCase.class, List.of(StoreFault.values())),
        new PlantedSpi("EngineLeases", LeasesCase.class, List.of(LeasesFault.values())),
        new PlantedSpi("FunctionKeys", KeysCase.class, List.of(KeysFault.values())));
  }

  /** All tests of the SPI. */
  List<ConformanceRule> rules() {
    return ConformanceRule.of(test);
  }
}
