package io.broadcasthub.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The profile of system calls allows io_uring, and has no other way to more rights. */
class SeccompTest {
    static final Path PROFILE = Dockerfile.ROOT.resolve("docker/seccomp.json");
    /** CLONE_NEWNS, NEWCGROUP, NEWUTS, NEWIPC, NEWUSER, NEWPID, NEWNET. */
    private static final int NEW_NAMESPACES =
            0x20000 | 0x2000000 | 0x4000000 | 0x8000000 | 0x10000000 | 0x20000000 | 0x40000000;

    private JsonNode profile;

    @BeforeEach
    void read() throws Exception {
        profile = JsonMapper.builder().build().readTree(PROFILE.toFile());
    }

    @Test
    void allowsIoUring() {
        assertThat(allowedAsTheyAre()).contains("io_uring_setup", "io_uring_enter", "io_uring_register");
    }

    @Test
    void whatIsNotNamedIsNotAllowed() {
        assertThat(profile.at("/defaultAction").asText()).isEqualTo("SCMP_ACT_ERRNO");
        assertThat(allowedAsTheyAre())
                .doesNotContain("clone", "clone3", "unshare", "setns", "socket")
                .doesNotContain("mount", "umount2", "pivot_root", "chroot", "move_mount", "fsopen", "open_by_handle_at")
                .doesNotContain("ptrace", "process_vm_readv", "process_vm_writev", "kcmp", "userfaultfd")
                .doesNotContain("bpf", "perf_event_open", "keyctl", "add_key", "request_key", "personality")
                .doesNotContain("init_module", "finit_module", "kexec_load", "reboot", "swapon", "settimeofday");
    }

    @Test
    void threadsMayBeginAndNamespacesMayNot() {
        JsonNode clone = rule("clone");
        assertThat(clone.at("/action").asText()).isEqualTo("SCMP_ACT_ALLOW");
        assertThat(clone.at("/args/0/op").asText()).isEqualTo("SCMP_CMP_MASKED_EQ");
        assertThat(clone.at("/args/0/index").asInt(-1)).isZero();
        assertThat(clone.at("/args/0/value").asInt()).isEqualTo(NEW_NAMESPACES);
        assertThat(clone.at("/args/0/valueTwo").asInt(-1)).isZero();

        JsonNode clone3 = rule("clone3");
        assertThat(clone3.at("/action").asText()).isEqualTo("SCMP_ACT_ERRNO");
        assertThat(clone3.at("/errnoRet").asInt())
                .as("ENOSYS, at which C libraries take clone")
                .isEqualTo(38);
    }

    private JsonNode rule(String call) {
        for (JsonNode rule : profile.at("/syscalls")) {
            if (rule.at("/names/0").asText().equals(call)) {
                return rule;
            }
        }
        throw new AssertionError("there is no rule for " + call);
    }

    /** Whatever their arguments are. */
    private Set<String> allowedAsTheyAre() {
        Set<String> names = new TreeSet<>();
        for (JsonNode rule : profile.at("/syscalls")) {
            if (rule.at("/action").asText().equals("SCMP_ACT_ALLOW") && !rule.has("args")) {
                rule.at("/names").forEach(name -> names.add(name.asText()));
            }
        }
        return names;
    }
}
