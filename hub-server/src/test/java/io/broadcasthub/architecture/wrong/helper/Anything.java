package io.broadcasthub.architecture.wrong.helper;

/** In a package without a place. */
public final class Anything {}
