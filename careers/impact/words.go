package impact

import (
	"fmt"
	"strings"
	"time"

	"github.com/muster-wfm/muster/internal/problem"
	"github.com/muster-wfm/muster/workforce"
)

// Words are what people of the centre say to an assessment. Empty: nobody has said it.
type Words struct {
	Version int64
	// Basis is on what law each activity rests, and why nothing milder would do.
	Basis string
	// Advice is that of the data protection officer.
	Advice string
	// Views are those of the people concerned, or of who speaks for them.
	Views string
	// Left is which risk is left, and why it is accepted.
	Left      string
	ChangedAt time.Time
	ChangedBy int64
}

// longest is how many characters each of the words can have.
const longest = 8000

// trimmed are words without blanks around them; the error is a *workforce.InvalidError.
func (w Words) trimmed() (Words, error) {
	invalid := &workforce.InvalidError{What: "assessment"}
	for _, f := range []struct {
		name string
		text *string
	}{{"basis", &w.Basis}, {"advice", &w.Advice}, {"views", &w.Views}, {"left", &w.Left}} {
		*f.text = strings.TrimSpace(*f.text)
		if n := len([]rune(*f.text)); n > longest {
			invalid.Fields = append(invalid.Fields, workforce.FieldError{
				Field: f.name, Found: fmt.Sprintf("%d characters", n), Expected: fmt.Sprintf("at most %d characters", longest), Want: problem.Wanting(problem.Characters, 0, longest),
			})
		}
	}
	if len(invalid.Fields) > 0 {
		return w, invalid
	}
	return w, nil
}
