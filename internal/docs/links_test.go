package docs

import (
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"unicode"
)

// book reads the pages of the book: README, CONTRIBUTING, CHANGELOG, docs/ and
// what examples/ say, by their names.
func book(t *testing.T) map[string]string {
	t.Helper()
	root := os.DirFS(filepath.Join("..", ".."))
	pages := map[string]string{}
	for _, top := range []string{"README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs", "examples"} {
		err := fs.WalkDir(root, top, func(name string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Ext(name) != ".md" {
				return err
			}
			text, err := fs.ReadFile(root, name)
			pages[name] = string(text)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return pages
}

const ours = "https://github.com/rolelint/rolelint/blob/main/"

var (
	fences   = regexp.MustCompile("(?ms)^(`{3,}|~{3,})[^\n]*\n.*?^(`{3,}|~{3,})[ \t]*$")
	codeSpan = regexp.MustCompile("`[^`\n]+`")
	link     = regexp.MustCompile(`\]\(([^()\s]+)\)`)
	heading  = regexp.MustCompile(`(?m)^#{1,6} +(.*?)$`)
	anchorID = regexp.MustCompile(`<a id="([^"]+)">`)
	linkText = regexp.MustCompile(`\[([^\]]*)\]\([^)]*\)`)
)

// Every link from one page of the book to another, and to a heading or an
// anchor of it, leads somewhere.
func TestLinksResolve(t *testing.T) {
	pages := book(t)
	anchors := map[string]map[string]bool{}
	for name, text := range pages {
		anchors[name] = anchorsOf(text)
	}
	checked := 0
	for name, text := range pages {
		text = codeSpan.ReplaceAllString(fences.ReplaceAllString(text, ""), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			target, inBook := strings.CutPrefix(m[1], ours)
			switch {
			case inBook:
				target = "/" + target
			case strings.Contains(target, ":"): // another site
				continue
			}
			checked++
			file, fragment, _ := strings.Cut(target, "#")
			switch {
			case file == "":
				file = name
			case path.IsAbs(file):
				file = file[1:]
			default:
				file = path.Join(path.Dir(name), file)
			}
			if _, err := os.Stat(filepath.Join("..", "..", filepath.FromSlash(file))); err != nil {
				t.Errorf("%s links to %s, which does not exist", name, m[1])
				continue
			}
			fragment, err := url.PathUnescape(fragment)
			if err != nil || fragment != "" && !anchors[file][fragment] {
				t.Errorf("%s links to %s, which has no such heading", name, m[1])
			}
		}
	}
	if checked < 300 {
		t.Errorf("only %d links were looked at", checked)
	}
}

// Whoever begins at the table of contents reaches every page of docs/.
func TestBookIsWhole(t *testing.T) {
	pages := book(t)
	reached := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		if reached[name] {
			return
		}
		reached[name] = true
		text := fences.ReplaceAllString(pages[name], "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			file, _, _ := strings.Cut(m[1], "#")
			if file = path.Join(path.Dir(name), file); strings.HasPrefix(file, "docs/") {
				if _, ok := pages[file]; ok {
					visit(file)
				}
			}
		}
	}
	visit("docs/README.md")
	for name := range pages {
		if strings.HasPrefix(name, "docs/") && !reached[name] {
			t.Errorf("no way leads from docs/README.md to %s", name)
		}
	}
}

// anchorsOf returns what a link to the page may name behind its #: headings as
// GitHub spells them, and anchors.
func anchorsOf(text string) map[string]bool {
	all := map[string]bool{}
	for _, m := range anchorID.FindAllStringSubmatch(text, -1) {
		all[m[1]] = true
	}
	for _, m := range heading.FindAllStringSubmatch(fences.ReplaceAllString(text, ""), -1) {
		all[slug(m[1])] = true
	}
	return all
}

// slug spells a heading as GitHub does for its anchor.
func slug(heading string) string {
	heading = strings.ToLower(linkText.ReplaceAllString(heading, "$1"))
	return strings.Map(func(r rune) rune {
		switch {
		case r == ' ':
			return '-'
		case r == '-', r == '_', unicode.IsLetter(r), unicode.IsDigit(r):
			return r
		}
		return -1
	}, heading)
}
