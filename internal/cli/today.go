package cli

import (
	"strconv"
	"time"
)

// today returns the day by which suppressions expire, in UTC: that of
// SOURCE_DATE_EPOCH where it is set, so that a run can be repeated.
func (p *program) today() (string, error) {
	now := time.Now()
	if epoch := p.env("SOURCE_DATE_EPOCH"); epoch != "" {
		seconds, err := strconv.ParseInt(epoch, 10, 64)
		if err != nil || seconds < 0 || seconds > 253402300799 { // the end of the year 9999
			return "", usagef("SOURCE_DATE_EPOCH must be the seconds since 1970, but is %q", epoch)
		}
		now = time.Unix(seconds, 0)
	}
	return now.UTC().Format(time.DateOnly), nil
}
