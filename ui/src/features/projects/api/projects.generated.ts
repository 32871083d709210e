// Written by scripts/graphql-types.mjs from the .graphql file beside it; `npm run types` renews it.
import { operation } from '@/lib/graphql';

export type ViewerEntitiesVariables = {};

export type ViewerEntitiesResult = {
  viewer: {
    id: string;
    entity: string | null;
    teams: {
      edges: ({
        node: {
          name: string;
          isTeam: boolean;
        } | null;
      })[];
    } | null;
  } | null;
};

export const ViewerEntities = operation<ViewerEntitiesResult, ViewerEntitiesVariables>(
  'ViewerEntities',
  "query ViewerEntities{viewer{id entity teams{edges{node{name isTeam}}}}}",
);

export type EntityProjectsVariables = {
  entity: string;
  after?: string | null;
};

export type EntityProjectsResult = {
  models: {
    edges: ({
      node: {
        id: string;
        name: string;
        entityName: string;
        description: string | null;
        createdAt: string;
        updatedAt: string | null;
        access: string | null;
        runCount: number;
      } | null;
    })[];
    pageInfo: {
      endCursor: string | null;
      hasNextPage: boolean;
    };
  } | null;
};

export const EntityProjects = operation<EntityProjectsResult, EntityProjectsVariables>(
  'EntityProjects',
  "query EntityProjects($entity:String!$after:String){models(entityName:$entity first:100 after:$after){edges{node{id name entityName description createdAt updatedAt access runCount}}pageInfo{endCursor hasNextPage}}}",
);

export type ProjectExistsVariables = {
  entity: string;
  project: string;
};

export type ProjectExistsResult = {
  project: {
    id: string;
  } | null;
};

export const ProjectExists = operation<ProjectExistsResult, ProjectExistsVariables>(
  'ProjectExists',
  "query ProjectExists($entity:String!$project:String!){project(name:$project entityName:$entity){id}}",
);
