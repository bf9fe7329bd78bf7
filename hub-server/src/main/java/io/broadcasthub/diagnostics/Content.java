package io.broadcasthub.diagnostics;

/** What a diagnostic address answers with, before it has a form. */
public sealed interface Content permits Page, StackProfile {
    /** What it is about, in a word or two. */
    String title();

    /** It as facts and tables. */
    Page page();
}
