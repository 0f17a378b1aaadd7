package report

import (
	"net/url"
	"path"
	"path/filepath"
	"strings"
)

// inRepository returns the name of a file from the root of the repository, with
// forward slashes; false, and an absolute name, where it is outside.
func (o *Options) inRepository(name string) (string, bool) {
	slashed := filepath.ToSlash(name)
	if o.Folder == "" {
		return path.Clean(slashed), !path.IsAbs(slashed)
	}
	absolute := name
	if !filepath.IsAbs(name) {
		absolute = filepath.Join(o.Folder, filepath.FromSlash(name))
	}
	root := o.Root
	if root == "" {
		root = o.Folder
	}
	if relative, ok := below(root, absolute); ok {
		return relative, true
	}
	if o.Resolve != nil { // one of them may have been reached over a link
		if relative, ok := below(o.Resolve(root), o.Resolve(absolute)); ok {
			return relative, true
		}
	}
	return filepath.ToSlash(absolute), false
}

// below returns a path from a folder, with forward slashes; false where it is
// not in it. Only the names are looked at.
func below(folder, name string) (string, bool) {
	relative, err := filepath.Rel(folder, name)
	relative = filepath.ToSlash(relative)
	return relative, err == nil && relative != ".." && !strings.HasPrefix(relative, "../")
}

// hostName returns the name by which a service that has the repository knows a
// file.
func (o *Options) hostName(name string) string {
	if name == "" {
		return "."
	}
	name, _ = o.inRepository(name)
	return FileName(name)
}

// fileURI returns a file as a URI reference: relative to the root of the
// repository where it is below that, else absolute. Whatever the name holds, it
// is percent-encoded.
func (o *Options) fileURI(name string) (uri string, relative bool) {
	name, relative = o.inRepository(name)
	if relative {
		return (&url.URL{Path: name}).String(), true
	}
	if !strings.HasPrefix(name, "/") {
		name = "/" + name // C:/roles
	}
	return (&url.URL{Scheme: "file", Path: name}).String(), false
}
