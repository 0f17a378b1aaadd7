package surroundings

import (
	"slices"
	"strings"
)

// Extent says for how many users a rule holds.
type Extent uint8

// The extents.
const (
	Nobody   Extent = iota + 1 // for no user, whoever it is
	Some                       // for some, as far as can be told
	Everyone                   // for every user of a realm that uses role mappings
)

// userFields are the fields that users have, apart from those of metadata.
//
// Source: elasticsearch UserRoleMapper.UserData.asModel.
var userFields = []string{"username", "dn", "groups", "realm.name"}

const metadataPrefix = "metadata."

// UserFields returns the names of the fields that a field rule can ask for.
func UserFields() []string { return append(slices.Clone(userFields), metadataPrefix+"…") }

// KnownField reports whether a user can have a field of that name.
func KnownField(name string) bool {
	return slices.Contains(userFields, name) || strings.HasPrefix(name, metadataPrefix)
}

// Extent says for how many users the rule holds.
func (e *Expression) Extent() Extent { return e.extent }

// ExtentInRealm says for how many users of one realm the rule holds, where
// what it says of the realm's name holds.
func (e *Expression) ExtentInRealm() Extent { return e.inRealm }

// settle computes the extents of a rule of which the children have theirs.
func (e *Expression) settle() *Expression {
	e.extent = e.extentOf(func(c *Expression) Extent { return c.extent }, false)
	e.inRealm = e.extentOf(func(c *Expression) Extent { return c.inRealm }, true)
	return e
}

func (e *Expression) extentOf(of func(*Expression) Extent, inRealm bool) Extent {
	switch e.Op {
	case Except:
		switch of(e.Children[0]) {
		case Nobody:
			return Everyone
		case Everyone:
			return Nobody
		}
		return Some
	case Field:
		return e.fieldExtent(inRealm)
	}
	// any is everyone where one child is, and nobody where all are, also where
	// there is none; all is the reverse.
	decisive, otherwise := Everyone, Nobody
	if e.Op == All {
		decisive, otherwise = Nobody, Everyone
	}
	out := otherwise
	for _, c := range e.Children {
		switch of(c) {
		case decisive:
			return decisive
		case otherwise:
		default:
			out = Some
		}
	}
	return out
}

// fieldExtent is that of a field rule. A field that a user does not have
// equals null and nothing else (ExpressionModel.NULL_PREDICATE). Every user has
// a name and a realm.
func (e *Expression) fieldExtent(inRealm bool) Extent {
	name := e.Field.Value
	null := slices.ContainsFunc(e.Values, func(v Value) bool { return v.Null })
	switch {
	case !KnownField(name) && null:
		return Everyone
	case !KnownField(name):
		return Nobody
	case name == "realm.name" && inRealm:
		return Everyone
	case name != "username" && name != "realm.name":
		return Some
	}
	onlyNull := true
	for _, v := range e.Values {
		if matchesAnything(v.Text) {
			return Everyone
		}
		onlyNull = onlyNull && v.Null
	}
	if onlyNull {
		return Nobody
	}
	return Some
}

// matchesAnything reports whether a pattern matches every text.
func matchesAnything(pattern string) bool {
	return pattern != "" && strings.Trim(pattern, "*") == "" || pattern == "/.*/" || pattern == "/@/"
}

// Implies reports whether whoever one rule holds for, the other holds for too,
// as far as their form shows it: false means that it is not known.
func (e *Expression) Implies(other *Expression) bool {
	return e.implies(other, new(int))
}

// maxImplications limits how many parts are held against each other for one
// question.
const maxImplications = 10_000

func (e *Expression) implies(other *Expression, spent *int) bool {
	if *spent++; *spent > maxImplications {
		return false
	}
	each := func(of *Expression, holds func(c *Expression) bool) bool {
		return !slices.ContainsFunc(of.Children, func(c *Expression) bool { return !holds(c) })
	}
	switch {
	case e == other || e.extent == Nobody || other.extent == Everyone:
		return true
	case e.Op == Any:
		return each(e, func(c *Expression) bool { return c.implies(other, spent) })
	case other.Op == All:
		return each(other, func(c *Expression) bool { return e.implies(c, spent) })
	case e.Op == All && slices.ContainsFunc(e.Children, func(c *Expression) bool { return c.implies(other, spent) }):
		return true
	case other.Op == Any:
		return slices.ContainsFunc(other.Children, func(c *Expression) bool { return e.implies(c, spent) })
	case e.Op == Except && other.Op == Except:
		return other.Children[0].implies(e.Children[0], spent)
	case e.Op == Field && other.Op == Field:
		*spent += len(e.Values) * len(other.Values) / 32
		return *spent <= maxImplications && e.Field.Value == other.Field.Value && e.valuesWithin(other)
	}
	return false
}

// valuesWithin reports whether each value is one of the other's.
func (e *Expression) valuesWithin(other *Expression) bool {
	return !slices.ContainsFunc(e.Values, func(v Value) bool {
		return !slices.ContainsFunc(other.Values, func(o Value) bool {
			return v.Null == o.Null && v.Text == o.Text || !v.Null && !o.Null && o.Node.Kind == v.Node.Kind && matchesAnything(o.Text)
		})
	})
}
