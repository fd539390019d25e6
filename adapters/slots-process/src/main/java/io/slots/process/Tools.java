package io.slots.process;

import java.net.InetAddress;

/** What every lane works with. */
record Tools(
    Threads threads,
    StateDirectory directory,
    InetAddress host,
    Ports ports,
    Program program,
    Launcher launcher,
    Listening listening,
    Ending ending) {}
