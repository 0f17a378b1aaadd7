package lint

import (
	"regexp"
	"slices"

	"github.com/rolelint/rolelint/internal/source"
)

var (
	request   = regexp.MustCompile(`^(?:\s|#.*\n)*(?:GET|PUT|POST|PATCH|DELETE|HEAD)[ \t]+\S`)
	terraform = regexp.MustCompile(`^(?:\s|#.*\n)*(?:resource|data|variable|output|module|provider|terraform|locals)[ \t]*(?:"[^"\n]*"[ \t]*)*\{`)
)

// mistaken says what a file without a role is, where people who name it take it
// for a role file; "" where it is nothing of that kind.
func mistaken(text *source.File) string {
	failed := failedRequest(text)
	switch {
	case failed != "":
		return failed
	case request.Match(text.Src):
		return "these are requests as in Dev Tools; keep the body of each in a file of its own, named after its role"
	case terraform.Match(text.Src):
		return "this is Terraform, which rolelint does not read; it reads JSON and YAML as the servers take them"
	case isManifest(text):
		return "this is a Kubernetes manifest, and rolelint does not read the texts within; keep a roles.yml of its own, and make the manifest of it"
	}
	return ""
}

// isManifest reports whether a document of the file is an object of Kubernetes.
func isManifest(text *source.File) bool {
	return slices.ContainsFunc(text.Docs, func(top *source.Node) bool {
		version, kind := top.Get("apiVersion"), top.Get("kind")
		return version != nil && version.Kind == source.String && kind != nil && kind.Kind == source.String
	})
}
