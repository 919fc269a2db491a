package benchmark

import (
	"bufio"
	"fmt"
	"io"
	"strconv"
	"strings"

	"github.com/muster-wfm/muster/scheduling/activity"
)

// ActivityError says where a multi-activity file cannot be understood.
type ActivityError struct {
	Line            int
	Found, Expected string
}

func (e *ActivityError) Error() string {
	return fmt.Sprintf("multi-activity file, line %d: found %s; expected %s", e.Line, e.Found, e.Expected)
}

// IsActivity says whether a file looks like an instance of the multi-activity set.
func IsActivity(text string) bool {
	return strings.Contains(text, "SECTION_TASKS") && strings.Contains(text, "SECTION_STAFF")
}

// The multi-activity set has quarters of an hour and days from 06:00.
const (
	activitySlot  = 15
	activityFirst = 6 * 60
	activityDay   = 1440 / activitySlot
)

// activityRules are the same for the whole set, whose files do not state them; the
// published solutions keep to them: shifts of six to ten hours, an hour at least of each
// task, fourteen hours of rest, at most five days in a row; a shift starts at midnight,
// 06:00 to 10:00, 14:00 to 18:00 or from 20:00.
func activityRules() activity.Rules {
	const hour = 60 / activitySlot
	r := activity.Rules{MinShift: 6 * hour, MaxShift: 10 * hour, MinSpell: hour, Rest: 14 * hour, MaxRun: 5, Starts: make([]bool, activityDay)}
	for slot := range r.Starts {
		r.Starts[slot] = slot == 0 || slot >= 6*hour && slot <= 10*hour || slot >= 14*hour && slot <= 18*hour || slot >= 20*hour
	}
	return r
}

// ReadActivity reads an instance of the multi-activity set.
func ReadActivity(in io.Reader) (*activity.Problem, error) {
	r := &activityReader{p: &activity.Problem{SlotMinutes: activitySlot, FirstMinute: activityFirst, Rules: activityRules()}}
	lines := bufio.NewScanner(in)
	for lines.Scan() {
		r.line++
		text := strings.TrimSpace(lines.Text())
		if text == "" || strings.HasPrefix(text, "#") {
			continue
		}
		if strings.HasPrefix(text, "SECTION_") {
			r.section = text
			continue
		}
		if err := r.take(text); err != nil {
			return nil, err
		}
	}
	if err := lines.Err(); err != nil {
		return nil, err
	}
	return r.p, r.p.Valid()
}

type activityReader struct {
	p       *activity.Problem
	section string
	line    int
}

func (r *activityReader) wrong(expected, found string) error {
	return &ActivityError{r.line, cutShort(found), expected}
}

func (r *activityReader) take(text string) error {
	fields := strings.Split(text, ",")
	switch r.section {
	case "SECTION_HORIZON":
		days, err := strconv.Atoi(text)
		if err != nil || days < 1 || days > 366 {
			return r.wrong("a number of days", text)
		}
		r.p.Slots = days * activityDay
	case "SECTION_TASKS":
		tasks, err := strconv.Atoi(text)
		if err != nil || tasks < 1 || tasks > 100 {
			return r.wrong("a number of tasks", text)
		}
		for i := range tasks {
			r.p.Tasks = append(r.p.Tasks, activity.Task{Code: strconv.Itoa(i + 1), Min: make([]int, r.p.Slots), Max: make([]int, r.p.Slots)})
		}
	case "SECTION_STAFF":
		return r.person(text, fields)
	case "SECTION_COVER":
		return r.cover(text, fields)
	default:
		return r.wrong("SECTION_HORIZON, SECTION_TASKS, SECTION_STAFF or SECTION_COVER", text)
	}
	return nil
}

func (r *activityReader) person(text string, fields []string) error {
	const want = "ID,MinTotalMinutes,MaxTotalMinutes"
	if len(fields) != 3 {
		return r.wrong(want, text)
	}
	least, err := strconv.Atoi(strings.TrimSpace(fields[1]))
	most, err2 := strconv.Atoi(strings.TrimSpace(fields[2]))
	if err != nil || err2 != nil {
		return r.wrong(want, text)
	}
	r.p.People = append(r.p.People, activity.Person{Code: strings.TrimSpace(fields[0]),
		MinSlots: (least + activitySlot - 1) / activitySlot, MaxSlots: most / activitySlot})
	return nil
}

func (r *activityReader) cover(text string, fields []string) error {
	const want = "day,HH:MM-HH:MM,task,least,most within the horizon"
	if len(fields) != 5 {
		return r.wrong(want, text)
	}
	day, err := strconv.Atoi(fields[0])
	from, _, _ := strings.Cut(fields[1], "-")
	minute, ok := clockMinute(from)
	task, err2 := strconv.Atoi(fields[2])
	least, err3 := strconv.Atoi(fields[3])
	most, err4 := strconv.Atoi(fields[4])
	slot := ((day-1)*1440 + minute - activityFirst) / activitySlot
	if err != nil || !ok || err2 != nil || err3 != nil || err4 != nil || slot < 0 || slot >= r.p.Slots || task < 1 || task > len(r.p.Tasks) {
		return r.wrong(want, text)
	}
	r.p.Tasks[task-1].Min[slot], r.p.Tasks[task-1].Max[slot] = least, most
	return nil
}

// clockMinute reads HH:MM as minutes after midnight, on a quarter of an hour.
func clockMinute(text string) (minute int, ok bool) {
	hour, rest, found := strings.Cut(strings.TrimSpace(text), ":")
	h, err := strconv.Atoi(hour)
	m, err2 := strconv.Atoi(rest)
	ok = found && err == nil && err2 == nil && h >= 0 && h < 24 && m >= 0 && m < 60 && m%activitySlot == 0
	return h*60 + m, ok
}
