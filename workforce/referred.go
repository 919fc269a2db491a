package workforce

import (
	"fmt"
	"strings"
)

// ReferredError refuses to delete a thing while others refer to it.
type ReferredError struct {
	What  Kind
	ID    int64
	By    []Referrer // some of them
	Count int        // all of them, also those the scope does not see
}

func (e *ReferredError) Error() string {
	names := make([]string, len(e.By))
	for i, r := range e.By {
		names[i] = r.String()
	}
	more := ""
	if hidden := e.Count - len(e.By); hidden > 0 {
		more = fmt.Sprintf(" and %d more", hidden)
	}
	return fmt.Sprintf("%s %d cannot be deleted: it is referred to by %s%s; expected nothing to refer to it", e.What, e.ID, strings.Join(names, ", "), more)
}
