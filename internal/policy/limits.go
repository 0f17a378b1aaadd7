package policy

import (
	"fmt"
	"math"
	"strings"
	"sync"

	"github.com/open-policy-agent/opa/v1/ast"
	"github.com/open-policy-agent/opa/v1/topdown"
)

// What a function may make. Roles are far smaller; policies that make more are
// out to exhaust memory, which no time limit prevents.
const (
	maxText   = 4 << 20 // bytes
	maxItems  = 1 << 20 // of an array, object or set
	maxDigits = 1000    // of the factors of a product
)

// limitFunctions puts the limits around the functions of Rego that make more
// than they are given, once for all engines.
var limitFunctions = sync.OnceFunc(func() {
	for _, name := range allowed {
		f := topdown.GetBuiltin(name)
		if f == nil {
			continue // the compiler turns it into something else
		}
		if before, large := growing[name]; large {
			topdown.RegisterBuiltinFunc(name, limited(before, f))
		}
	}
})

// growing are the functions whose result may be larger than what they are
// given, with an estimate of its size, in bytes; nil where the result is not
// much larger, so that it can be measured once it is there.
var growing = map[string]func(args []*ast.Term) float64{
	"concat": concatSize,
	"replace": func(args []*ast.Term) float64 {
		return replaceSize(stringOf(args[0]), stringOf(args[1]), stringOf(args[2]))
	},
	"strings.replace_n": func(args []*ast.Term) float64 { return float64(len(stringOf(args[1]))+1) * largest(args[0]) },
	"regex.replace": func(args []*ast.Term) float64 {
		return float64(len(stringOf(args[0]))+1) * float64(len(stringOf(args[2]))+1)
	},
	"sprintf":                          sprintfSize,
	"mul":                              productSize,
	"product":                          productSize,
	"split":                            func(args []*ast.Term) float64 { return splitSize(stringOf(args[0])) },
	"regex.split":                      func(args []*ast.Term) float64 { return splitSize(stringOf(args[1])) },
	"regex.find_n":                     func(args []*ast.Term) float64 { return splitSize(stringOf(args[1])) },
	"regex.find_all_string_submatch_n": func(args []*ast.Term) float64 { return splitSize(stringOf(args[1])) },
	"array.concat":                     nil,
	"array.flatten":                    nil,
	"object.union":                     nil,
	"object.union_n":                   nil,
	"and":                              nil,
	"or":                               nil,
	"union":                            nil,
	"internal.template_string":         nil,
	"json.marshal":                     nil,
	"lower":                            nil,
	"upper":                            nil,
	"glob.quote_meta":                  nil,
}

var errTooLarge = fmt.Errorf("the result is too large: a function makes texts of %d MB, lists of %d items and products of %d digits at most", maxText>>20, maxItems, maxDigits)

func limited(size func([]*ast.Term) float64, f topdown.BuiltinFunc) topdown.BuiltinFunc {
	return func(ctx topdown.BuiltinContext, args []*ast.Term, iter func(*ast.Term) error) error {
		if size != nil {
			if n := size(args); n > maxText {
				return errTooLarge
			}
		}
		return f(ctx, args, func(result *ast.Term) error {
			if n, most := measure(result.Value); n > most {
				return errTooLarge
			}
			return iter(result)
		})
	}
}

// measure returns the size of a value and how large it may be.
func measure(v ast.Value) (size, most int) {
	switch v := v.(type) {
	case ast.String:
		return len(v), maxText
	case *ast.Array:
		return v.Len(), maxItems
	case ast.Object:
		return v.Len(), maxItems
	case ast.Set:
		return v.Len(), maxItems
	}
	return 0, 0
}

// stringOf is the string of a term; "" where it is none, which the function itself
// complains of.
func stringOf(t *ast.Term) string {
	s, _ := t.Value.(ast.String)
	return string(s)
}

func concatSize(args []*ast.Term) float64 {
	between, size := float64(len(stringOf(args[0]))), 0.0
	eachItem(args[1], func(t *ast.Term) { size += float64(len(stringOf(t))) + between })
	return size
}

func replaceSize(s, old, by string) float64 {
	return float64(len(s)) + float64(strings.Count(s, old))*float64(len(by))
}

// largest is the size of the longest value of an object of strings, and one.
func largest(t *ast.Term) float64 {
	most := 0
	if o, ok := t.Value.(ast.Object); ok {
		o.Foreach(func(_, v *ast.Term) { most = max(most, len(stringOf(v))) })
	}
	return float64(most) + 1
}

// splitSize is what the parts of a text take: each character may be one.
func splitSize(s string) float64 {
	if len(s) > maxItems {
		return math.Inf(1)
	}
	return 0
}

// productSize is endless where the factors have too many digits.
func productSize(args []*ast.Term) float64 {
	digits := 0
	count := func(t *ast.Term) {
		if n, ok := t.Value.(ast.Number); ok {
			digits += len(n)
		}
	}
	for _, arg := range args {
		count(arg)
		eachItem(arg, count)
	}
	if digits > maxDigits {
		return math.Inf(1)
	}
	return 0
}

// sprintfSize adds up the format, the widths in its verbs and, as often as a
// verb may take it, what is put in.
func sprintfSize(args []*ast.Term) float64 {
	format := stringOf(args[0])
	size, times := float64(len(format)), 1.0
	if strings.Contains(format, "%[") { // then verbs say which value they take
		times = float64(strings.Count(format, "%"))
	}
	for _, rest := range strings.Split(format, "%")[1:] {
		size += width(rest)
	}
	eachItem(args[1], func(t *ast.Term) {
		if s, ok := t.Value.(ast.String); ok {
			size += times * float64(len(s))
		} else if times > 1 {
			size += times * float64(len(t.Value.String()))
		}
	})
	return size
}

// width returns the width and precision of the verb that a text begins with,
// added up. Package fmt takes none above a million.
func width(verb string) float64 {
	const most = 1e6
	sum, number := 0.0, 0.0
	for _, c := range verb {
		switch {
		case '0' <= c && c <= '9':
			number = math.Min(number*10+float64(c-'0'), most)
			continue
		case c == '*':
			sum += most
		case !strings.ContainsRune("+-# .[]", c):
			return sum + number
		}
		sum, number = sum+number, 0
	}
	return sum + number
}

func eachItem(t *ast.Term, visit func(*ast.Term)) {
	switch v := t.Value.(type) {
	case *ast.Array:
		v.Foreach(visit)
	case ast.Set:
		v.Foreach(visit)
	}
}
