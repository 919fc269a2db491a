package workforce

import (
	"slices"

	"github.com/muster-wfm/muster/workforce/grid"
)

// WithAgreement returns the person under another agreement from a day on. What
// held before stays on record; what was agreed for later days is dropped. Their place
// in the rotation stays where the agreement does.
func (p Person) WithAgreement(agreement int64, from grid.Date) Person {
	if p.AgreementOn(from) == agreement {
		return p.WithContract(agreement, p.RotationWeeksOn(from), from)
	}
	return p.WithContract(agreement, 0, from)
}

// WithContract is [Person.WithAgreement] with the person's place in the rotation, in
// weeks.
func (p Person) WithContract(agreement int64, weeks int, from grid.Date) Person {
	if !slices.ContainsFunc(p.Agreements, func(s AgreementSpell) bool { return s.ValidFrom.After(from) }) && p.AgreementOn(from) == agreement && p.RotationWeeksOn(from) == weeks {
		return p
	}
	kept := slices.DeleteFunc(slices.Clone(p.Agreements), func(s AgreementSpell) bool { return !s.ValidFrom.Before(from) })
	before, _ := inEffect(kept, func(s AgreementSpell) grid.Date { return s.ValidFrom }, from)
	if before.AgreementID != agreement || before.RotationWeeks != weeks {
		kept = append(kept, AgreementSpell{AgreementID: agreement, ValidFrom: from, RotationWeeks: weeks})
	}
	p.Agreements = kept
	return p
}

// WithSkills returns the person holding exactly the given skills (skill to
// level) from a day on. A skill whose level stays is left as it stands, so
// that the same change twice changes nothing.
func (p Person) WithSkills(levels map[int64]int, from grid.Date) Person {
	var spells []SkillSpell
	unchanged := make(map[int64]bool)
	for _, s := range p.Skills {
		switch {
		case s.on(from) && s.ValidTo.IsZero() && levels[s.SkillID] == s.Level:
			unchanged[s.SkillID] = true
			spells = append(spells, s)
		case s.ValidFrom.Before(from):
			if s.ValidTo.IsZero() || !s.ValidTo.Before(from) {
				s.ValidTo = from.AddDays(-1)
			}
			spells = append(spells, s)
		}
	}
	for skill, level := range levels {
		if !unchanged[skill] {
			spells = append(spells, SkillSpell{SkillID: skill, Level: level, ValidFrom: from})
		}
	}
	p.Skills = checkedSkills(checking("person"), spells)
	return p
}
