package config

import "fmt"

// JSON returns one JSON object: "files", those that were read; "config", a
// configuration that says the same; and "origins", for each of its values where
// it comes from.
func (r *Resolved) JSON() (string, error) {
	config, origins := r.object(r.top, nil)
	text, err := marshal(object{
		{"version", 1},
		{"files", anys(r.config.names)},
		{"config", config},
		{"origins", origins},
	})
	return string(text) + "\n", err
}

// object returns an object without marks of defaults, and the origins of its
// values.
func (r *Resolved) object(o object, path []any) (object, []any) {
	out, origins := object{}, []any{}
	for _, m := range o {
		v, from := r.value(m.value, append(path[:len(path):len(path)], m.name))
		out = append(out, member{m.name, v})
		origins = append(origins, from...)
	}
	return out, origins
}

func (r *Resolved) value(v any, path []any) (any, []any) {
	switch v := v.(type) {
	case object:
		return r.object(v, path)
	case []any:
		out, origins := []any{}, []any{}
		for i, element := range v {
			e, from := r.value(element, append(path[:len(path):len(path)], i))
			out = append(out, e)
			origins = append(origins, from...)
		}
		return out, origins
	case standing:
		return v.value, []any{object{{"path", path}, {"from", "default"}}}
	}
	at := make([]string, len(path))
	for i, p := range path {
		at[i] = fmt.Sprint(p)
	}
	o := r.config.Origin(at...)
	if o.Flag != "" {
		return v, []any{object{{"path", path}, {"from", "flag"}, {"flag", o.Flag}}}
	}
	return v, []any{object{{"path", path}, {"from", "file"}, {"file", o.File}, {"line", o.At.Line}, {"column", o.At.Column}}}
}
