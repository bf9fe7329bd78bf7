package io.broadcasthub.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.broadcasthub.architecture.CodingRules.access;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.lang.ArchRule;
import io.broadcasthub.concurrent.AnyThread;
import io.broadcasthub.concurrent.OnLoop;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelOutboundInvoker;
import io.netty.util.concurrent.EventExecutorGroup;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;

/** The rules of hub-server, for classes below a root: the hub's own, or those of the test that shows a rule can fail. */
final class HubRules {
    private final String root;

    HubRules(String root) {
        this.root = root;
    }

    List<ArchRule> all() {
        List<ArchRule> rules = new ArrayList<>(CodingRules.all());
        rules.add(classes().should(new Rows(root).pointDown()));
        rules.add(slices().matching(root + ".(**)").should().beFreeOfCycles());
        rules.add(onlyWiringNamesEngines());
        rules.add(nettyStaysAbove());
        rules.add(noForeignFrameCodec());
        rules.add(inflatesWithALimit());
        rules.add(oneDoorToClose());
        rules.add(streamsWriteThroughSession());
        rules.add(timeAndChanceAreGiven());
        rules.add(settingsComeFromConfig());
        rules.add(threadsAreNamed());
        rules.add(timersAreNamed());
        return rules;
    }

    private ArchRule onlyWiringNamesEngines() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("server"), in("engine.memory"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(in("engine.memory"));
    }

    private ArchRule nettyStaysAbove() {
        return noClasses()
                .that()
                .resideOutsideOfPackages(in("server"), in("transport.."), in("session"), in("topic"), in("wire.."))
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty..");
    }

    private ArchRule noForeignFrameCodec() {
        return noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAPackage("io.netty.handler.codec.http.websocketx..")
                .because("the hub's own codec bounds what a client may send (docs/adr/004)");
    }

    private ArchRule inflatesWithALimit() {
        return noClasses()
                .that(describe("are not MessageInflater", c -> !isOneOf(c, "transport.ws.MessageInflater")))
                .should()
                .dependOnClassesThat(nameMatching(
                        "java\\.util\\.zip\\.(Inflater|GZIPInput|ZipInput).*|java\\.util\\.zip\\.ZipFile|java\\.util\\.jar\\..*"
                                + "|io\\.netty\\.handler\\.codec\\.compression\\..*"
                                + "|io\\.netty\\.handler\\.codec\\.http\\.HttpContentDecompressor"))
                .because(
                        "whoever inflates must say how much may come out; Netty's decoders inflate without end unless told");
    }

    private ArchRule oneDoorToClose() {
        return noClasses()
                .that(describe("are not Session or Listener", c -> !isOneOf(c, "session.Session", "server.Listener")))
                .should()
                .accessTargetWhere(access(ChannelOutboundInvoker.class, "close", "disconnect", "deregister"))
                .because("a connection ends through Session, so that nothing is left behind");
    }

    private ArchRule streamsWriteThroughSession() {
        return noClasses()
                .that()
                .resideInAnyPackage(in("transport.ws"), in("transport.stream"))
                .should()
                .accessTargetWhere(access(ChannelOutboundInvoker.class, "write", "writeAndFlush"))
                .because("a session that does not know what is queued would overtake it (docs/adr/013)");
    }

    private ArchRule timeAndChanceAreGiven() {
        return noClasses()
                .that(describe("are not Environment", c -> !isOneOf(c, "concurrent.Environment")))
                .should()
                .accessTargetWhere(access(System.class, "currentTimeMillis", "nanoTime")
                        .or(access(Instant.class, "now"))
                        .or(access(InstantSource.class, "system"))
                        .or(access(Clock.class, "systemUTC", "systemDefaultZone", "system"))
                        .or(access(ThreadLocalRandom.class, "current"))
                        .or(access(SecureRandom.class, "<init>"))
                        .or(access(Random.class, "<init>"))
                        .or(access(Math.class, "random")))
                .because("tests give the time, and a simulation the chance too");
    }

    private ArchRule settingsComeFromConfig() {
        return noClasses()
                .that()
                .resideOutsideOfPackage(in("config"))
                .and()
                // Which tells Netty something that it takes from there only.
                .doNotHaveFullyQualifiedName("io.broadcasthub.server.Uring")
                .should()
                .accessTargetWhere(access(System.class, "getenv", "getProperty", "getProperties", "setProperty"));
    }

    private ArchRule threadsAreNamed() {
        return classes()
                .that(holdWhatALoopOwns())
                .should()
                .beAnnotatedWith(OnLoop.class)
                .orShould()
                .beAnnotatedWith(AnyThread.class)
                .because("whoever changes such a class must see on which thread it runs (docs/threading.md)");
    }

    private ArchRule timersAreNamed() {
        return noClasses()
                .that(describe(
                        "are not LoopTimers or ThreadScope",
                        c -> !isOneOf(c, "topic.LoopTimers", "concurrent.ThreadScope")))
                .should()
                .accessTargetWhere(access(
                        ScheduledExecutorService.class, "schedule", "scheduleAtFixedRate", "scheduleWithFixedDelay"))
                .because("an audit asks the owner of every task whether it still wants it (docs/diagnostics.md)");
    }

    private static DescribedPredicate<JavaClass> holdWhatALoopOwns() {
        return describe(
                "are channel handlers or hold a channel or an event loop",
                c -> c.isAssignableTo(ChannelHandler.class)
                        || c.getFields().stream().anyMatch(f -> isLoopState(f.getRawType())));
    }

    private static boolean isLoopState(JavaClass type) {
        return type.isAssignableTo(Channel.class)
                || type.isAssignableTo(ChannelHandlerContext.class)
                || type.isAssignableTo(EventExecutorGroup.class);
    }

    private boolean isOneOf(JavaClass type, String... names) {
        for (String name : names) {
            String full = root + '.' + name;
            if (type.getName().equals(full) || type.getName().startsWith(full + '$')) {
                return true;
            }
        }
        return false;
    }

    private String in(String name) {
        return root + '.' + name;
    }
}
