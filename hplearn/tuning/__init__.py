"""The outer problem: folds, scores and searches over hyperparameters."""

import lazy_loader

__getattr__, __dir__, __all__ = lazy_loader.attach(
    __name__,
    submodules=["searches"],
    submod_attrs={
        "budgeted_cv": ["HalvingSearchCV", "HyperbandSearchCV"],
        "comparison": ["paired_difference", "seed_noise"],
        "continuing": ["Continuing"],
        "cross_validation": ["cross_val_score"],
        "diagnosis": ["boundary_warning", "flatness"],
        "dimensions": ["Choice", "Distribution", "Integer", "LogUniform", "Ordered", "Uniform"],
        "exports": ["to_dataframe", "to_optuna"],
        "folds": ["KFold", "StratifiedKFold"],
        "importance": ["losses_on_grid", "table_importance"],
        "nested": ["nested_cross_val_score", "nested_cross_validate"],
        "refit_rules": ["one_standard_error"],
        "runner": ["Runner"],
        "sampled_importance": ["forest_importance"],
        "sampled_cv": ["BayesSearchCV", "RandomizedSearchCV", "TPESearchCV"],
        "search_cv": ["GridSearchCV"],
        "searches.asynchronous": ["asynchronous_halving"],
        "searches.bayes": ["bayes_search"],
        "searches.brackets": ["hyperband", "hyperband_brackets"],
        "searches.grid": ["grid_configs", "grid_search"],
        "searches.halving": ["rungs", "successive_halving"],
        "searches.parzen": ["tpe_search"],
        "searches.population": ["lineage", "population_based_training"],
        "searches.randomized": ["random_search"],
        "selection_luck": ["bootstrap_best"],
        "spaces": ["Space"],
        "table": ["Table", "bench_table", "digits_table"],
        "trial_log": ["read_log"],
        "trials": ["SearchResult", "Trial"],
    },
)
