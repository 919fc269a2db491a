package main

import (
	"fmt"
	"slices"
	"strings"
	"time"
)

// noteZone remembers a row whose offset is not that of the site's clock.
func (s *inputSeries) noteZone(text string, start time.Time, loc *time.Location) {
	written, whole := readInstant(text)
	if !whole {
		return // local time, by the site's clock
	}
	_, given := written.Zone()
	_, own := start.In(loc).Zone()
	if given != own {
		if s.offsets == nil {
			s.offsets = map[string]int{}
		}
		s.offsets[written.Format("-07:00")]++
	}
}

// zoneNote says which rows were moved to the site's clock; nothing where none
// was.
func (s *inputSeries) zoneNote(loc *time.Location) []string {
	if len(s.offsets) == 0 {
		return nil
	}
	var parts []string
	for offset, n := range s.offsets {
		parts = append(parts, fmt.Sprintf("%d rows with offset %s", n, offset))
	}
	slices.Sort(parts)
	return []string{fmt.Sprintf("%s were moved to the clock of %s, which days are cut by; --timezone names another", strings.Join(parts, " and "), loc)}
}
