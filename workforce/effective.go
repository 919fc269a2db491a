package workforce

import "github.com/muster-wfm/muster/workforce/grid"

// inEffect returns the last of the values, sorted by their first day, that has
// begun on the given day.
func inEffect[T any](values []T, from func(T) grid.Date, on grid.Date) (T, bool) {
	for i := len(values) - 1; i >= 0; i-- {
		if !from(values[i]).After(on) {
			return values[i], true
		}
	}
	var none T
	return none, false
}

// replaceFrom puts a value among those sorted by first day; one that begins on
// the same day gives way.
func replaceFrom[T any](values []T, from func(T) grid.Date, value T) []T {
	out := make([]T, 0, len(values)+1)
	placed := false
	for _, v := range values {
		order := from(v).Compare(from(value))
		if order >= 0 && !placed {
			out, placed = append(out, value), true
		}
		if order != 0 {
			out = append(out, v)
		}
	}
	if !placed {
		out = append(out, value)
	}
	return out
}
