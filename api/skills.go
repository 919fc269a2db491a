package api

import (
	"github.com/danielgtaylor/huma/v2"

	"github.com/muster-wfm/muster/workforce"
)

// Skill is something that a person can do and a queue may ask for.
type Skill struct {
	Versioned
	SkillFields
}

// SkillFields is what a planner decides about a skill.
type SkillFields struct {
	Code string `json:"code" maxLength:"64" doc:"Short name without a colon, unique among skills."`
	Name string `json:"name" maxLength:"200"`
}

func (f SkillFields) toDomain(id, version int64) workforce.Skill {
	return workforce.Skill{ID: id, Version: version, Code: f.Code, Name: f.Name}
}

func (f SkillFields) check() error {
	_, err := workforce.NewSkill(f.toDomain(0, 0))
	return err
}

func skillOf(s workforce.Skill) Skill {
	return Skill{Versioned: Versioned{ID: s.ID, Version: s.Version}, SkillFields: SkillFields{Code: s.Code, Name: s.Name}}
}

func (s *Server) registerSkills(api huma.API) {
	r := workforceResource[SkillFields, Skill]("skill", "skills",
		"A skill is something that a person can do and a queue may ask for.")
	crud(s, api, fill(s, r, kept[SkillFields, Skill, workforce.Skill]{
		register: func(w *workforce.Service) *workforce.Register[workforce.Skill] { return w.Skills },
		toDomain: SkillFields.toDomain, toAPI: skillOf,
	}))
}
