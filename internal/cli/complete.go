package cli

import (
	"slices"
	"strings"

	"github.com/spf13/pflag"

	"github.com/rolelint/rolelint/internal/catalog"
	"github.com/rolelint/rolelint/internal/diag"
	"github.com/rolelint/rolelint/internal/lint"
	"github.com/rolelint/rolelint/internal/report"
	"github.com/rolelint/rolelint/internal/role"
	"github.com/rolelint/rolelint/internal/scaffold"
	"github.com/rolelint/rolelint/schema"
)

// candidate is a word that a shell may offer.
type candidate struct{ word, about string }

// files stands for the files that there are, which shells know better.
var files = []candidate{{":files", ""}}

// completeCommand is what the scripts of completion call. It is not listed.
var completeCommand = command{
	name: "complete", arguments: "-- WORD ...", summary: "Print what the last word may become, for the scripts of completion",
	define: func(*pflag.FlagSet) func(*program, []string) error {
		return func(p *program, words []string) error {
			var b strings.Builder
			for _, c := range complete(words) {
				b.WriteString(c.word)
				if c.about != "" {
					b.WriteString("\t" + c.about)
				}
				b.WriteString("\n")
			}
			return p.print(b.String())
		}
	},
}

// complete returns what the last of the words behind "rolelint" may become.
func complete(words []string) []candidate {
	if len(words) == 0 {
		words = []string{""}
	}
	last := words[len(words)-1]
	if len(words) == 1 {
		return starting(last, commandWords())
	}
	c, err := findCommand(words[0])
	if err != nil {
		return nil
	}
	flags := newFlags(c.name)
	c.define(flags)
	before := words[len(words)-2]
	if name, value, ok := strings.Cut(last, "="); ok && strings.HasPrefix(name, "--") {
		return prefixed(name+"=", valuesFor(c, flags.Lookup(strings.TrimPrefix(name, "--")), value))
	}
	if flag := flagOf(flags, before); flag != nil && flag.NoOptDefVal == "" {
		return valuesFor(c, flag, last)
	}
	if strings.HasPrefix(last, "-") {
		var out []candidate
		flags.VisitAll(func(f *pflag.Flag) {
			_, usage := pflag.UnquoteUsage(f)
			out = append(out, candidate{"--" + f.Name, usage})
		})
		return starting(last, out)
	}
	return starting(last, argumentWords(c))
}

// flagOf returns the flag that a word is; nil where it is none.
func flagOf(flags *pflag.FlagSet, word string) *pflag.Flag {
	if name, ok := strings.CutPrefix(word, "--"); ok {
		return flags.Lookup(name)
	}
	if name, ok := strings.CutPrefix(word, "-"); ok && len(name) == 1 {
		return flags.ShorthandLookup(name)
	}
	return nil
}

// valuesFor returns what a value of a flag that is begun may become. In a list
// that is what follows the last comma, and what stands before it stays: shells
// replace the whole word.
func valuesFor(c *command, flag *pflag.Flag, begun string) []candidate {
	switch kind := placeholder(flag); {
	case kind == "FORMAT" && strings.Contains(begun, "="):
		return files // FORMAT=FILE
	case kind == "RULES" || kind == "WHAT":
		before := begun[:strings.LastIndex(begun, ",")+1]
		there := strings.Split(before, ",")
		list := slices.DeleteFunc(starting(begun[len(before):], flagValues(c, flag)), func(v candidate) bool { return slices.Contains(there, v.word) })
		return prefixed(before, list)
	}
	return starting(begun, flagValues(c, flag))
}

// placeholder returns what the help shows as a flag's value; "" of no flag.
func placeholder(flag *pflag.Flag) string {
	if flag == nil {
		return ""
	}
	kind, _ := pflag.UnquoteUsage(flag)
	kind, _, _ = strings.Cut(kind, "[") // FORMAT[=FILE]
	return kind
}

// flagValues returns the values that a flag takes, by the placeholder that its
// help shows.
func flagValues(c *command, flag *pflag.Flag) []candidate {
	switch placeholder(flag) {
	case "VERSION":
		var out []candidate
		for _, v := range catalog.Stacks() {
			out = append(out, candidate{v.String(), ""})
		}
		return out
	case "LICENSE":
		return plain("basic", "gold", "platinum", "enterprise", "trial")
	case "DEPLOYMENT":
		return plain("self-managed", "hosted", "serverless")
	case "FORMAT":
		switch c.name {
		case "lint":
			return plain(report.Names()...)
		case "diff":
			return plain(report.DiffNames()...)
		}
		return plain("json", "text")
	case "SEVERITY":
		return plain("error", "warning", "info", "never")
	case "PRESET":
		return plain(diag.PresetNames...)
	case "MODE":
		return plain(fixModes...)
	case "WHEN":
		return plain("auto", "always", "never")
	case "KIND":
		if c.name == "new" {
			return plain(scaffold.Kinds...)
		}
		return plain(role.FormatNames()...)
	case "RULES":
		return ruleWords()
	case "WHAT":
		return plain(failures...)
	case "FILE", "FOLDER":
		return files
	}
	return nil
}

// argumentWords returns what the arguments of a command may be.
func argumentWords(c *command) []candidate {
	switch c.name {
	case "explain":
		words := ruleWords()
		for _, g := range ruleGroups(lint.Rules()) {
			words = append(words, candidate{g.name, g.about})
		}
		return words
	case "schema":
		return plain(schema.Names()...)
	case "catalog":
		return plain(catalogParts...)
	case "completion":
		return plain(shellNames()...)
	case "help":
		return commandWords()
	case "new":
		return plain("rule")
	case "rules", "docs", "version":
		return nil
	}
	return files
}

func commandWords() []candidate {
	var out []candidate
	for _, c := range commands() {
		out = append(out, candidate{c.name, c.summary})
	}
	return out
}

func ruleWords() []candidate {
	var out []candidate
	for _, r := range lint.Rules() {
		out = append(out, candidate{r.ID, r.Title})
	}
	return out
}

func plain(words ...string) []candidate {
	out := make([]candidate, len(words))
	for i, w := range words {
		out[i].word = w
	}
	return out
}

// starting leaves the candidates that begin with a prefix; files always do.
func starting(prefix string, list []candidate) []candidate {
	var out []candidate
	for _, c := range list {
		if strings.HasPrefix(c.word, prefix) || c.word == files[0].word {
			out = append(out, c)
		}
	}
	return out
}

func prefixed(prefix string, list []candidate) []candidate {
	for i := range list {
		if list[i].word != files[0].word {
			list[i].word = prefix + list[i].word
		}
	}
	return list
}
