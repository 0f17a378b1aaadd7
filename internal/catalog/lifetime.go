package catalog

// lifetime says from when to when something exists, as far as is known.
type lifetime struct {
	// since is the first version with it. Where loose, it is only known to be
	// there by then; absent then is the last version known to be without it.
	// A zero since means that no version is known to have it.
	since, absent Version
	loose         bool
	// branches are the first patch releases with it of older branches, where
	// it was backported.
	branches []Version
	// gone is the first version without it, last the last one known to have
	// it where that is not just before gone. Zero: still there.
	gone, last Version

	sinceSource, goneSource string
}

// dated says whether anything is known of the lifetime.
func (l *lifetime) dated() bool { return !l.since.IsZero() || l.loose }

// concurrent returns the version whose development went on at the same time:
// 8.18 was released together with 9.0, and 8.19 with 9.1. What came in 9.1 may
// have come in 8.19 too, so that its date alone says nothing about 8.19.
func concurrent(v Version) Version {
	if v.Major == 8 && v.Minor >= 18 {
		return V(9, v.Minor-18)
	}
	return v.MinorVersion()
}

// reached says whether a change that came with version mark is in version v.
func reached(v, mark Version) Answer {
	if v.Major == mark.Major && v.Minor == mark.Minor {
		switch {
		case mark.Patch <= 0 || v.Patch >= mark.Patch:
			return Yes
		case v.AnyPatch():
			return NotEstablished
		}
		return No
	}
	vMinor, markMinor := v.MinorVersion(), mark.MinorVersion()
	if vMinor.Compare(markMinor) > 0 {
		if concurrent(v).Compare(concurrent(mark)) < 0 { // 9.0 and a change of 8.19
			return NotEstablished
		}
		return Yes
	}
	if concurrent(v).Compare(markMinor) < 0 {
		return No
	}
	return NotEstablished // 8.19 and a change of 9.1
}

// begun says whether it is there at v by its beginning.
func (l *lifetime) begun(v Version) Answer {
	for _, branch := range l.branches {
		if branch.Major == v.Major && branch.Minor == v.Minor {
			return reached(v, branch)
		}
	}
	answer := NotEstablished
	if !l.since.IsZero() {
		answer = reached(v, l.since)
	}
	if answer == Yes || !l.since.IsZero() && !l.loose {
		return answer
	}
	if !l.absent.IsZero() && concurrent(v).Compare(l.absent) <= 0 {
		return No
	}
	return NotEstablished
}

// ended says whether it is gone at v.
func (l *lifetime) ended(v Version) Answer {
	if l.gone.IsZero() {
		if !l.last.IsZero() && v.MinorVersion().Compare(l.last) > 0 {
			return NotEstablished
		}
		return No
	}
	// A new major removes what the one before keeps.
	if v.Major < l.gone.Major && l.gone.Minor == 0 && l.last.IsZero() {
		return No
	}
	answer := reached(v, l.gone)
	if answer == No && !l.last.IsZero() && concurrent(v).Compare(l.last) > 0 {
		return NotEstablished
	}
	return answer
}

// at says whether it exists at v.
func (l *lifetime) at(v Version) Presence {
	p := Presence{Gone: l.gone, Source: l.sinceSource}
	if !l.loose {
		p.Since = l.since
	}
	for _, branch := range l.branches {
		if branch.Major == v.Major && branch.Minor == v.Minor {
			p.Since = branch
		}
	}
	begun, ended := l.begun(v), l.ended(v)
	switch {
	case begun == No:
		p.Exists = No
	case ended == Yes:
		p.Exists, p.Source = No, l.goneSource
	case begun == Yes && ended == No:
		p.Exists = Yes
	case ended == NotEstablished && l.goneSource != "":
		p.Source = l.goneSource
	}
	return p
}

// window is a span of versions in which something holds; a zero bound is open.
type window struct{ from, until Version }

// has says whether v is in the window.
func (w window) has(v Version) Answer {
	after, before := Yes, Yes
	if !w.from.IsZero() {
		after = reached(v, w.from)
	}
	if !w.until.IsZero() {
		before = reached(v, w.until).not()
	}
	switch {
	case after == No || before == No:
		return No
	case after == Yes && before == Yes:
		return Yes
	}
	return NotEstablished
}

// not turns yes into no and no into yes.
func (a Answer) not() Answer {
	switch a {
	case Yes:
		return No
	case No:
		return Yes
	}
	return NotEstablished
}
