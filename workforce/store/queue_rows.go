package store

import (
	"encoding/json"
	"errors"
	"fmt"

	"gorm.io/gorm"

	"github.com/muster-wfm/muster/internal/database"
	"github.com/muster-wfm/muster/workforce"
)

type queueRow struct {
	Keys
	Code, Name        string
	SiteID, ChannelID int64
	SkillID           *int64
	IntervalMin       int
	ClosedOnHolidays  bool
	GroupName         string
}

func queueBook(db *database.DB) *book[workforce.Queue, queueRow, *queueRow] {
	return &book[workforce.Queue, queueRow, *queueRow]{
		code: func(r queueRow) string { return r.Code },
		db:   db, kind: workforce.KindQueue, order: "code", children: queueChildren{},
		narrow: func(query *gorm.DB, f workforce.Filter) *gorm.DB {
			return among(among(byCode(query, f), "site_id", f.SiteIDs), "skill_id", f.SkillIDs)
		},
		fromDomain: func(q workforce.Queue) queueRow {
			return queueRow{
				Keys{ID: q.ID, Version: q.Version}, q.Code, q.Name, q.SiteID, q.ChannelID,
				optional(q.SkillID), q.IntervalMin, q.ClosedOnHolidays, q.Group,
			}
		},
		toDomain: func(r queueRow) workforce.Queue {
			return workforce.Queue{
				ID: r.ID, Version: r.Version, Code: r.Code, Name: r.Name, SiteID: r.SiteID, ChannelID: r.ChannelID,
				SkillID: referred(r.SkillID), IntervalMin: r.IntervalMin, ClosedOnHolidays: r.ClosedOnHolidays, Group: r.GroupName,
			}
		},
	}
}

type queueHourRow struct {
	TenantID, QueueID      int64
	Weekday, Opens, Closes int
}

func (queueHourRow) TableName() string { return "queue_hours" }

func (r queueHourRow) toDomain() workforce.OpeningPeriod {
	return workforce.OpeningPeriod{Weekday: weekday(r.Weekday), Opens: r.Opens, Closes: r.Closes}
}

// queueHoursChangeRow holds its periods as a list, because hours of no period at
// all, which close the queue, have to be kept too.
type queueHoursChangeRow struct {
	TenantID, QueueID int64
	ValidFrom         day
	Hours             string
}

func (queueHoursChangeRow) TableName() string { return "queue_hours_changes" }

// periodText is a period of such a list.
type periodText struct{ Weekday, Opens, Closes int }

func hoursChangeRow(tenant, queue int64, c workforce.HoursChange) (queueHoursChangeRow, error) {
	periods := make([]periodText, len(c.Hours))
	for i, p := range c.Hours {
		periods[i] = periodText{workforce.ISOWeekday(p.Weekday), p.Opens, p.Closes}
	}
	text, err := json.Marshal(periods)
	return queueHoursChangeRow{tenant, queue, day{c.ValidFrom}, string(text)}, err
}

func (r queueHoursChangeRow) toDomain() (workforce.HoursChange, error) {
	var periods []periodText
	if err := json.Unmarshal([]byte(r.Hours), &periods); err != nil {
		return workforce.HoursChange{}, fmt.Errorf("hours of queue %d from %s: %w", r.QueueID, r.ValidFrom, err)
	}
	c := workforce.HoursChange{ValidFrom: r.ValidFrom.Date}
	for _, p := range periods {
		c.Hours = append(c.Hours, workforce.OpeningPeriod{Weekday: weekday(p.Weekday), Opens: p.Opens, Closes: p.Closes})
	}
	return c, nil
}

type queueGoalRow struct {
	TenantID, QueueID    int64
	ValidFrom            day
	SLTarget             float64 `gorm:"column:sl_target"`
	ThresholdS           float64
	SLVariant            string  `gorm:"column:sl_variant"`
	ASATargetS           float64 `gorm:"column:asa_target_s"`
	MaxOccupancy         float64
	MaxAbandon           float64
	PatienceS            float64
	InOfficeShrinkage    float64
	OutOfOfficeShrinkage float64
	MinAgents            int
	AHTS                 float64 `gorm:"column:aht_s"`
	Method               string
	Shrinkage            string
	Certainty            float64
	CostAgentHour        float64
	CostWaitHour         float64
	CostAbandonment      float64
	BusinessHours        bool
	ConcurrencyAHTS      secondsList `gorm:"column:concurrency_aht_s"`
	ConcurrencyGrowth    float64
}

func (queueGoalRow) TableName() string { return "queue_goals" }

func (r queueGoalRow) toDomain() (workforce.ServiceGoal, error) {
	categories, err := categoriesOf(r.Shrinkage)
	if err != nil {
		err = fmt.Errorf("shrinkage of queue %d from %s: %w", r.QueueID, r.ValidFrom, err)
	}
	return workforce.ServiceGoal{
		ValidFrom: r.ValidFrom.Date, SLTarget: r.SLTarget, ThresholdS: r.ThresholdS,
		SLVariant: workforce.ServiceLevelVariant(r.SLVariant), ASATargetS: r.ASATargetS,
		MaxOccupancy: r.MaxOccupancy, MaxAbandon: r.MaxAbandon, PatienceS: r.PatienceS,
		InOfficeShrinkage: r.InOfficeShrinkage, OutOfOfficeShrinkage: r.OutOfOfficeShrinkage,
		MinAgents: r.MinAgents, AHTS: r.AHTS, Method: workforce.StaffingMethod(r.Method), Categories: categories, Certainty: r.Certainty,
		Costs:         workforce.ServiceCosts{AgentHour: r.CostAgentHour, WaitHour: r.CostWaitHour, Abandonment: r.CostAbandonment},
		BusinessHours: r.BusinessHours, Concurrency: workforce.ConcurrentTimes{AHTS: r.ConcurrencyAHTS, Growth: r.ConcurrencyGrowth},
	}, err
}

func goalRow(tenant, queue int64, g workforce.ServiceGoal) (queueGoalRow, error) {
	shrinkage, err := categoriesText(g.Categories)
	return queueGoalRow{
		tenant, queue, day{g.ValidFrom}, g.SLTarget, g.ThresholdS, string(g.SLVariant), g.ASATargetS, g.MaxOccupancy,
		g.MaxAbandon, g.PatienceS, g.InOfficeShrinkage, g.OutOfOfficeShrinkage, g.MinAgents, g.AHTS,
		string(g.Method), shrinkage, g.Certainty, g.Costs.AgentHour, g.Costs.WaitHour, g.Costs.Abandonment,
		g.BusinessHours, g.Concurrency.AHTS, g.Concurrency.Growth,
	}, err
}

// queueDivisionRow is the day from which a division holds; its shares are rows of
// their own, of which it may have none.
type queueDivisionRow struct {
	TenantID, QueueID int64
	ValidFrom         day
}

func (queueDivisionRow) TableName() string { return "queue_divisions" }

type queueShareRow struct {
	TenantID, QueueID int64
	ValidFrom         day
	EmployerID        int64
	Share             float64
}

func (queueShareRow) TableName() string { return "queue_shares" }

// divisionRows takes the divisions of a queue apart.
func divisionRows(tenant int64, q workforce.Queue) (divisions []queueDivisionRow, shares []queueShareRow) {
	for _, d := range q.Divisions {
		divisions = append(divisions, queueDivisionRow{tenant, q.ID, day{d.ValidFrom}})
		for _, s := range d.Shares {
			shares = append(shares, queueShareRow{tenant, q.ID, day{d.ValidFrom}, s.EmployerID, s.Share})
		}
	}
	return divisions, shares
}

// loadDivisions puts them together again; rows come in the order of their days.
func loadDivisions(tx *gorm.DB, tenant int64, queues []workforce.Queue, at map[int64]int, ids []int64) error {
	err := eachRow(tx, "queue_id", tenant, ids, "queue_id, valid_from", func(r queueDivisionRow) {
		q := &queues[at[r.QueueID]]
		q.Divisions = append(q.Divisions, workforce.Division{ValidFrom: r.ValidFrom.Date})
	})
	if err != nil {
		return err
	}
	return eachRow(tx, "queue_id", tenant, ids, "queue_id, valid_from, employer_id", func(r queueShareRow) {
		divisions := queues[at[r.QueueID]].Divisions
		for i := range divisions {
			if divisions[i].ValidFrom == r.ValidFrom.Date {
				divisions[i].Shares = append(divisions[i].Shares, workforce.EmployerShare{EmployerID: r.EmployerID, Share: r.Share})
			}
		}
	})
}

// queueChildren are a queue's opening hours, divisions and goals.
type queueChildren struct{}

func (queueChildren) carry(q *workforce.Queue, from workforce.Queue) {
	q.Hours, q.HoursChanges, q.Divisions, q.Goals = from.Hours, from.HoursChanges, from.Divisions, from.Goals
}

func (queueChildren) load(tx *gorm.DB, tenant int64, queues []workforce.Queue) error {
	at, ids := places(queues, func(q workforce.Queue) int64 { return q.ID })
	err := eachRow(tx, "queue_id", tenant, ids, "queue_id, weekday, opens", func(r queueHourRow) {
		q := &queues[at[r.QueueID]]
		q.Hours = append(q.Hours, r.toDomain())
	})
	if err != nil {
		return err
	}
	var broken error
	err = eachRow(tx, "queue_id", tenant, ids, "queue_id, valid_from", func(r queueHoursChangeRow) {
		change, err := r.toDomain()
		broken = errors.Join(broken, err)
		q := &queues[at[r.QueueID]]
		q.HoursChanges = append(q.HoursChanges, change)
	})
	if err := errors.Join(err, broken); err != nil {
		return err
	}
	if err := loadDivisions(tx, tenant, queues, at, ids); err != nil {
		return err
	}
	err = eachRow(tx, "queue_id", tenant, ids, "queue_id, valid_from", func(r queueGoalRow) {
		goal, err := r.toDomain()
		broken = errors.Join(broken, err)
		q := &queues[at[r.QueueID]]
		q.Goals = append(q.Goals, goal)
	})
	return errors.Join(err, broken)
}

func (queueChildren) add(tx *gorm.DB, tenant int64, queues []workforce.Queue) error {
	var hours []queueHourRow
	var goals []queueGoalRow
	var changes []queueHoursChangeRow
	var divisions []queueDivisionRow
	var shares []queueShareRow
	for _, q := range queues {
		d, s := divisionRows(tenant, q)
		divisions, shares = append(divisions, d...), append(shares, s...)
		for _, c := range q.HoursChanges {
			row, err := hoursChangeRow(tenant, q.ID, c)
			if err != nil {
				return err
			}
			changes = append(changes, row)
		}
		for _, p := range q.Hours {
			hours = append(hours, queueHourRow{tenant, q.ID, workforce.ISOWeekday(p.Weekday), p.Opens, p.Closes})
		}
		for _, g := range q.Goals {
			row, err := goalRow(tenant, q.ID, g)
			if err != nil {
				return err
			}
			goals = append(goals, row)
		}
	}
	if err := insert(tx, hours); err != nil {
		return err
	}
	if err := insert(tx, changes); err != nil {
		return err
	}
	if err := insert(tx, divisions); err != nil {
		return err
	}
	if err := insert(tx, shares); err != nil {
		return err
	}
	return insert(tx, goals)
}

func (queueChildren) clear(tx *gorm.DB, tenant, id int64) error {
	for _, row := range []any{&queueHoursChangeRow{}, &queueShareRow{}, &queueDivisionRow{}, &queueHourRow{}, &queueGoalRow{}} {
		if err := tx.Where("tenant_id = ? AND queue_id = ?", tenant, id).Delete(row).Error; err != nil {
			return err
		}
	}
	return nil
}
