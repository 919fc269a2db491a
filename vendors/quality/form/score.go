package form

import (
	"fmt"

	"github.com/muster-wfm/muster/internal/problem"
)

// Sheet is a form filled in and scored.
type Sheet struct {
	Points float64 // 0 to 100
	Passed bool    // enough points, and no critical error
	// Errors are the items with a critical error, by class; Fatal those of them that
	// took all points.
	Errors map[Criticality][]string
	Fatal  []string
	// Asked are the items whose condition held, in the form's order.
	Asked []string
}

// Critical reports whether there is a critical error of any class.
func (s Sheet) Critical() bool { return len(s.Errors) > 0 }

// Score works a sheet out. It returns a [problem.List] for items that were asked and
// not answered, answers to items that were not asked, grades that cannot be, and a
// sheet on which nothing that weighs applies.
func (f Form) Score(answers []Answer) (Sheet, error) {
	given, bad := f.given(answers)
	s := Sheet{Errors: map[Criticality][]string{}}
	got, of := 0.0, 0.0
	for _, item := range f.Items {
		a, answered := given[item.Key]
		if !f.asked(item, given) {
			bad.Need(!answered, "answers."+item.Key, "an answer", "none: its condition does not hold")
			delete(given, item.Key) // what was not asked holds no condition either
			continue
		}
		s.Asked = append(s.Asked, item.Key)
		bad.Need(answered, "answers."+item.Key, "no answer", "a grade, or that it does not apply")
		if !answered || a.Without {
			continue
		}
		bad.Need(a.Grade >= 0 && a.Grade <= item.Best, "answers."+item.Key, a.Grade, fmt.Sprintf("0 to %d", item.Best))
		got += item.Weight * float64(a.Grade) / float64(item.Best)
		of += item.Weight
		if item.Critical() && a.Grade < item.Best {
			s.Errors[item.Criticality] = append(s.Errors[item.Criticality], item.Key)
			if item.Fatal {
				s.Fatal = append(s.Fatal, item.Key)
			}
		}
	}
	bad.Need(len(bad) > 0 || of > 0, "answers", "nothing that weighs applies", "at least one item with a weight that applies")
	if err := bad.Err(); err != nil {
		return Sheet{}, err
	}
	if len(s.Fatal) == 0 {
		s.Points = 100 * got / of
	}
	s.Passed = s.Points >= f.PassFrom && !s.Critical()
	return s, nil
}

// given are the answers by item.
func (f Form) given(answers []Answer) (map[string]Answer, problem.List) {
	var bad problem.List
	known := map[string]bool{}
	for _, item := range f.Items {
		known[item.Key] = true
	}
	given := map[string]Answer{}
	for i, a := range answers {
		_, twice := given[a.Item]
		bad.Need(known[a.Item], fmt.Sprintf("answers[%d].item", i), a.Item, "an item of the form")
		bad.Need(!twice, fmt.Sprintf("answers[%d].item", i), a.Item, "one answer an item")
		bad.Need(a.AtS >= 0, fmt.Sprintf("answers[%d].atS", i), a.AtS, "seconds from the start of the recording")
		given[a.Item] = a
	}
	return given, bad
}

// asked reports whether an item's condition holds among the answers.
func (f Form) asked(item Item, given map[string]Answer) bool {
	if item.When == nil {
		return true
	}
	a, answered := given[item.When.Item]
	return answered && !a.Without && a.Grade == item.When.Grade
}
