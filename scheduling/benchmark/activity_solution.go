package benchmark

import (
	"encoding/xml"
	"fmt"
	"io"

	"github.com/muster-wfm/muster/scheduling/activity"
)

// The solution files of the multi-activity set.
type activitySolution struct {
	XMLName   xml.Name           `xml:"Solution"`
	Problem   string             `xml:"ProblemFile"`
	Penalty   int                `xml:"Penalty"`
	Employees []activityEmployee `xml:"Employee"`
}

type activityEmployee struct {
	ID     string          `xml:"ID,attr"`
	Shifts []activityShift `xml:"Shift"`
}

type activityShift struct {
	Day   int            `xml:"Day"`
	Start string         `xml:"Start"`
	Tasks []activityTask `xml:"Task"`
}

type activityTask struct {
	WorkLength int `xml:"WorkLength,attr"`
	ID         int `xml:"ID"`
	Length     int `xml:"Length"`
}

// ReadActivitySolution reads a solution of a problem and the penalty that it claims.
func ReadActivitySolution(in io.Reader, p *activity.Problem) (activity.Roster, int, error) {
	var s activitySolution
	if err := xml.NewDecoder(in).Decode(&s); err != nil {
		return nil, 0, fmt.Errorf("multi-activity solution: %w", err)
	}
	place := map[string]int{}
	for i, person := range p.People {
		place[person.Code] = i
	}
	roster := make(activity.Roster, len(p.People))
	for _, e := range s.Employees {
		i, known := place[e.ID]
		if !known {
			return nil, 0, fmt.Errorf("multi-activity solution: employee %q is not in the problem", e.ID)
		}
		for _, shift := range e.Shifts {
			read, err := shift.read(p)
			if err != nil {
				return nil, 0, fmt.Errorf("multi-activity solution: employee %s, day %d: %w", e.ID, shift.Day, err)
			}
			roster[i] = append(roster[i], read)
		}
	}
	return roster, s.Penalty, nil
}

func (s activityShift) read(p *activity.Problem) (activity.Shift, error) {
	if len(s.Start) < 5 {
		return activity.Shift{}, fmt.Errorf("start %q is not a time", s.Start)
	}
	minute, ok := clockMinute(s.Start[:5])
	if !ok {
		return activity.Shift{}, fmt.Errorf("start %q is not on a quarter of an hour", s.Start)
	}
	shift := activity.Shift{Start: (s.Day*1440 + minute - p.FirstMinute) / p.SlotMinutes}
	for _, task := range s.Tasks {
		if task.ID < 1 || task.ID > len(p.Tasks) || task.Length < 0 || task.Length > 1440 {
			return activity.Shift{}, fmt.Errorf("task %d of %d minutes is not in the problem", task.ID, task.Length)
		}
		for range task.Length / p.SlotMinutes {
			shift.Tasks = append(shift.Tasks, task.ID-1)
		}
	}
	if shift.Start < 0 || shift.End() > p.Slots {
		return activity.Shift{}, fmt.Errorf("the shift at %s lies outside the horizon", s.Start)
	}
	return shift, nil
}

// WriteActivitySolution writes a roster as the set's own checker reads it.
func WriteActivitySolution(out io.Writer, name string, p *activity.Problem, r activity.Roster) error {
	s := activitySolution{Problem: name, Penalty: p.Evaluate(r).Surplus}
	for i, shifts := range r {
		e := activityEmployee{ID: p.People[i].Code}
		for _, shift := range shifts {
			minute := (shift.Start*p.SlotMinutes + p.FirstMinute) % 1440
			row := activityShift{Day: p.Day(shift.Start), Start: fmt.Sprintf("%02d:%02d:00", minute/60, minute%60)}
			for _, spell := range shift.Spells() {
				row.Tasks = append(row.Tasks, activityTask{spell.Slots * p.SlotMinutes, spell.Task + 1, spell.Slots * p.SlotMinutes})
			}
			e.Shifts = append(e.Shifts, row)
		}
		s.Employees = append(s.Employees, e)
	}
	if _, err := io.WriteString(out, xml.Header); err != nil {
		return err
	}
	encoder := xml.NewEncoder(out)
	encoder.Indent("", " ")
	if err := encoder.Encode(s); err != nil {
		return err
	}
	_, err := io.WriteString(out, "\n")
	return err
}
