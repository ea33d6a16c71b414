/* Shows programs an older processor: one with AVX2, without AVX-512, VNNI and AMX.

   gcc -O2 -shared -fPIC -o /tmp/without_vnni.so tests/helpers/without_vnni.c
   LD_PRELOAD=/tmp/without_vnni.so pytest -m models tests/integration tests/parity

   Libraries ask CPUID for what the processor can do, and take other kernels: those of ONNX Runtime for
   8-bit integers add up differently (two products saturate at 16 bits), so that texts and voices differ
   a little. Linux can make CPUID trap on processors that know how, such as Intel's since Ivy Bridge
   (arch_prctl(2), ARCH_CPUID); here the trap is answered. Threads and processes inherit it. */

#define _GNU_SOURCE
#include <cpuid.h>
#include <dlfcn.h>
#include <signal.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/syscall.h>
#include <ucontext.h>
#include <unistd.h>

#define ARCH_CPUID 0x1012

/* Of leaf 7. EBX: AVX512 F, DQ, IFMA, PF, ER, CD, BW, VL. ECX: AVX512 VBMI, VBMI2, VNNI, BITALG,
   VPOPCNTDQ. EDX: AVX512 4VNNIW, 4FMAPS, VP2INTERSECT, FP16; AMX BF16, TILE, INT8. All of its
   further parts are newer: AVX-VNNI, AVX-IFMA, AVX10. */
#define NEWER_EBX 0xdc230000u
#define NEWER_ECX 0x00005842u
#define NEWER_EDX 0x03c0010cu

typedef int sigaction_type(int, const struct sigaction *, struct sigaction *);

static struct sigaction of_program; /* what it does at a segmentation fault of its own */

static sigaction_type *of_system(void) {
	static sigaction_type *found;
	if (!found)
		found = (sigaction_type *)dlsym(RTLD_NEXT, "sigaction");
	return found;
}

/* Python's faulthandler sets a handler of its own, which is kept for real faults. */
int sigaction(int number, const struct sigaction *wanted, struct sigaction *before) {
	if (number != SIGSEGV)
		return of_system()(number, wanted, before);
	struct sigaction earlier = of_program;
	if (wanted)
		of_program = *wanted;
	if (before)
		*before = earlier;
	return 0;
}

static void pass_on(int number, siginfo_t *information, void *context) {
	if (of_program.sa_flags & SA_SIGINFO && of_program.sa_sigaction)
		of_program.sa_sigaction(number, information, context);
	else if (of_program.sa_handler != SIG_DFL && of_program.sa_handler != SIG_IGN)
		of_program.sa_handler(number);
	else
		of_system()(SIGSEGV, &(struct sigaction){.sa_handler = SIG_DFL}, NULL);
}

static void answer(int number, siginfo_t *information, void *context) {
	greg_t *registers = ((ucontext_t *)context)->uc_mcontext.gregs;
	const uint8_t *code = (const uint8_t *)registers[REG_RIP];
	if (information->si_code != SI_KERNEL || code[0] != 0x0f || code[1] != 0xa2) {
		pass_on(number, information, context);
		return;
	}
	uint32_t leaf = registers[REG_RAX], part = registers[REG_RCX], a, b, c, d;
	syscall(SYS_arch_prctl, ARCH_CPUID, 1);
	__cpuid_count(leaf, part, a, b, c, d);
	syscall(SYS_arch_prctl, ARCH_CPUID, 0);
	if (leaf == 7 && part == 0) {
		b &= ~NEWER_EBX;
		c &= ~NEWER_ECX;
		d &= ~NEWER_EDX;
	} else if (leaf == 7) {
		a = b = c = d = 0;
	}
	registers[REG_RAX] = a;
	registers[REG_RBX] = b;
	registers[REG_RCX] = c;
	registers[REG_RDX] = d;
	registers[REG_RIP] += 2;
}

__attribute__((constructor)) static void begin(void) {
	struct sigaction trap = {
		.sa_sigaction = answer,
		.sa_flags = SA_SIGINFO | SA_NODEFER | SA_ONSTACK,
	};
	of_system()(SIGSEGV, &trap, NULL);
	if (syscall(SYS_arch_prctl, ARCH_CPUID, 0) != 0) {
		perror("this processor or kernel cannot make CPUID trap");
		_exit(1);
	}
}
