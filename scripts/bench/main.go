//go:build dev && unix

// Command bench compares whole processes; see scripts/bench.sh.
package main

import (
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"syscall"
	"time"
)

func main() {
	dir := flag.String("dir", "", "folder with the binaries rolelint, conftest and empty; roles are generated into it")
	runs := flag.Int("runs", 11, "counted runs of each command")
	flag.Parse()
	if err := run(*dir, *runs); err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}

const onePolicy = `package main

deny contains msg if {
	some entry in input.kibana
	entry.feature.generalCasesV3
	not entry.feature.actions
	msg := "Cases All without Connectors All cannot push to external systems"
}
`

func run(dir string, runs int) error {
	policy := filepath.Join(dir, "policy")
	if err := write(filepath.Join(policy, "one.rego"), onePolicy); err != nil {
		return err
	}
	for _, n := range []int{1, 100, 1000, 10000} {
		for i := range n {
			name := filepath.Join(dir, fmt.Sprintf("roles-%d", n), fmt.Sprintf("team-%02d", i%50), fmt.Sprintf("role-%05d.json", i))
			if err := write(name, role(i)); err != nil {
				return err
			}
		}
	}
	rolelint := func(args ...string) command { return command{"rolelint", filepath.Join(dir, "rolelint"), args} }
	lint := func(n int) command {
		c := rolelint("lint", "--no-config", "-f", "json", filepath.Join(dir, fmt.Sprintf("roles-%d", n)))
		c.label = fmt.Sprintf("rolelint lint, %d roles", n)
		return c
	}
	conftest := func(n int) command {
		return command{fmt.Sprintf("conftest test, %d roles", n), filepath.Join(dir, "conftest"),
			[]string{"test", "--no-color", "--policy", policy, filepath.Join(dir, fmt.Sprintf("roles-%d", n))}}
	}
	version := rolelint("version")
	version.label = "rolelint version"
	for _, pair := range [][2]command{
		{version, {"an empty Go program", filepath.Join(dir, "empty"), nil}},
		{lint(1), conftest(1)},
		{lint(100), conftest(100)},
		{lint(1000), conftest(1000)},
		{lint(10000), lint(1000)},
	} {
		if err := compare(pair[0], pair[1], runs); err != nil {
			return err
		}
	}
	return nil
}

// role returns a Kibana role of about 1.2 KB; a few of them have findings.
func role(i int) string {
	space := fmt.Sprintf("team-%02d", i%50)
	actions := `, "actions": ["all"]`
	if i%20 == 0 {
		actions = ""
	}
	return fmt.Sprintf(`{
  "description": "Analysts of %[1]s, shift %[2]d",
  "metadata": { "owner": "%[1]s", "ticket": "SEC-%[2]d" },
  "elasticsearch": {
    "cluster": ["monitor"],
    "indices": [
      {
        "names": ["logs-%[1]s-*", "metrics-%[1]s-*", "traces-%[1]s-*"],
        "privileges": ["read", "view_index_metadata"]
      },
      {
        "names": [".alerts-security.alerts-%[1]s", ".lists-%[1]s", ".items-%[1]s"],
        "privileges": ["read", "write", "maintenance", "view_index_metadata"]
      },
      {
        "names": ["reports-%[1]s-%[2]d"],
        "privileges": ["read", "view_index_metadata"],
        "field_security": { "grant": ["*"], "except": ["customer.email", "customer.email.*"] }
      }
    ],
    "run_as": []
  },
  "kibana": [
    {
      "spaces": ["%[1]s"],
      "base": [],
      "feature": {
        "discover_v2": ["read"],
        "dashboard_v2": ["all"],
        "savedQueryManagement": ["all"],
        "generalCasesV3": ["all"]%[3]s
      }
    },
    {
      "spaces": ["shared"],
      "base": ["read"],
      "feature": {}
    }
  ]
}
`, space, i, actions)
}

func write(name, text string) error {
	if err := os.MkdirAll(filepath.Dir(name), 0o755); err != nil {
		return err
	}
	return os.WriteFile(name, []byte(text), 0o644)
}

type command struct {
	label, path string
	args        []string
}

// cost is what one run of a command took.
type cost struct {
	wall, cpu time.Duration
	peak      int64 // resident set in KiB
}

// measure runs the command; findings (exit code 1) are no failure.
func (c command) measure() (cost, error) {
	cmd := exec.Command(c.path, c.args...)
	start := time.Now()
	err := cmd.Run()
	wall := time.Since(start)
	if cmd.ProcessState == nil || cmd.ProcessState.ExitCode() > 1 {
		return cost{}, fmt.Errorf("%s: %w", c.label, err)
	}
	usage := cmd.ProcessState.SysUsage().(*syscall.Rusage)
	return cost{wall, cmd.ProcessState.UserTime() + cmd.ProcessState.SystemTime(), int64(usage.Maxrss)}, nil
}

func compare(a, b command, runs int) error {
	var as, bs []cost
	var ratios []float64
	for i := range runs + 1 {
		ca, err := a.measure()
		if err != nil {
			return err
		}
		cb, err := b.measure()
		if err != nil {
			return err
		}
		if i == 0 {
			continue // warm-up
		}
		as, bs = append(as, ca), append(bs, cb)
		ratios = append(ratios, float64(ca.wall)/float64(cb.wall))
	}
	for _, side := range []struct {
		c     command
		costs []cost
	}{{a, as}, {b, bs}} {
		fmt.Printf("%-28s wall %9.1f ms   cpu %9.1f ms   peak %6.1f MB\n", side.c.label,
			ms(median(side.costs, func(c cost) time.Duration { return c.wall })),
			ms(median(side.costs, func(c cost) time.Duration { return c.cpu })),
			float64(median(side.costs, func(c cost) int64 { return c.peak }))/1024)
	}
	fmt.Printf("%-28s wall %9.2f (median of %d pairs, %.2f to %.2f)\n\n", "ratio",
		median(ratios, func(r float64) float64 { return r }), runs, slices.Min(ratios), slices.Max(ratios))
	return nil
}

func median[T any, V cmp.Ordered](list []T, of func(T) V) V {
	values := make([]V, len(list))
	for i, x := range list {
		values[i] = of(x)
	}
	slices.Sort(values)
	return values[len(values)/2]
}

func ms(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
