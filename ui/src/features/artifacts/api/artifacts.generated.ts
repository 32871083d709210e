// Written by scripts/graphql-types.mjs from the .graphql file beside it; `npm run types` renews it.
import { operation } from '@/lib/graphql';

export type ArtifactEntry = {
  id: string;
  digest: string;
  size: number;
  fileCount: number;
  state: 'PENDING' | 'COMMITTED' | 'DELETED';
  versionIndex: number | null;
  createdAt: string;
  description: string | null;
  metadata: string | null;
  artifactType: {
    name: string;
  };
  artifactSequence: {
    id: string;
    name: string;
    project: {
      name: string;
      entityName: string;
    } | null;
  };
  aliases: ({
    alias: string;
    artifactCollectionName: string | null;
  })[];
};

export type RunArtifactsVariables = {
  entity: string;
  project: string;
  run: string;
  first: number;
};

export type RunArtifactsResult = {
  project: {
    id: string;
    run: {
      id: string;
      inputArtifacts: {
        totalCount: number;
        edges: ({
          node: ArtifactEntry | null;
        })[];
      } | null;
      outputArtifacts: {
        totalCount: number;
        edges: ({
          node: ArtifactEntry | null;
        })[];
      } | null;
    } | null;
  } | null;
};

export const RunArtifacts = operation<RunArtifactsResult, RunArtifactsVariables>(
  'RunArtifacts',
  "query RunArtifacts($entity:String!$project:String!$run:String!$first:Int!){project(name:$project entityName:$entity){id run(name:$run){id inputArtifacts(first:$first){totalCount edges{node{...ArtifactEntry}}}outputArtifacts(first:$first){totalCount edges{node{...ArtifactEntry}}}}}}fragment ArtifactEntry on Artifact{id digest size fileCount state versionIndex createdAt description metadata artifactType{name}artifactSequence{id name project{name entityName}}aliases{alias artifactCollectionName}}",
);

export type ArtifactBrowserVariables = {
  entity: string;
  project: string;
};

export type ArtifactBrowserResult = {
  project: {
    id: string;
    artifactTypes: {
      edges: ({
        node: {
          id: string;
          name: string;
          artifactCollections: {
            totalCount: number;
            edges: ({
              node: {
                __typename: 'ArtifactSequence';
                id: string;
                name: string;
                description: string | null;
                createdAt: string;
                updatedAt: string | null;
                artifacts: {
                  totalCount: number;
                  edges: ({
                    version: string;
                    node: {
                      id: string;
                      size: number;
                      fileCount: number;
                      createdAt: string;
                      metadata: string | null;
                    };
                  })[];
                } | null;
              }
              | {
                __typename: 'ArtifactPortfolio';
                id: string;
                name: string;
                description: string | null;
                createdAt: string;
                updatedAt: string | null;
                artifacts: {
                  totalCount: number;
                  edges: ({
                    version: string;
                    node: {
                      id: string;
                      size: number;
                      fileCount: number;
                      createdAt: string;
                      metadata: string | null;
                    };
                  })[];
                } | null;
              } | null;
            })[];
          } | null;
        } | null;
      })[];
    } | null;
  } | null;
};

export const ArtifactBrowser = operation<ArtifactBrowserResult, ArtifactBrowserVariables>(
  'ArtifactBrowser',
  "query ArtifactBrowser($entity:String!$project:String!){project(name:$project entityName:$entity){id artifactTypes(first:100){edges{node{id name artifactCollections(first:500){totalCount edges{node{__typename id name description createdAt updatedAt artifacts(first:1){totalCount edges{version node{id size fileCount createdAt metadata}}}}}}}}}}}",
);

export type ArtifactVersionVariables = {
  entity: string;
  project: string;
  name: string;
};

export type ArtifactVersionResult = {
  project: {
    id: string;
    artifact: ArtifactEntry & {
      commitHash: string | null;
      updatedAt: string | null;
      historyStep: number | null;
      createdBy: {
        __typename: 'Run';
        id: string;
        name: string;
        displayName: string | null;
        jobType: string | null;
        project: {
          name: string;
          entityName: string;
        } | null;
      }
      | {
        __typename: 'User';
        id: string;
        username: string | null;
      } | null;
      usedBy: {
        edges: ({
          node: {
            id: string;
            name: string;
            displayName: string | null;
            jobType: string | null;
            project: {
              name: string;
              entityName: string;
            } | null;
          };
        })[];
      };
    } | null;
  } | null;
};

export const ArtifactVersion = operation<ArtifactVersionResult, ArtifactVersionVariables>(
  'ArtifactVersion',
  "query ArtifactVersion($entity:String!$project:String!$name:String!){project(name:$project entityName:$entity){id artifact(name:$name){...ArtifactEntry commitHash updatedAt historyStep createdBy{__typename ...on Run{id name displayName jobType project{name entityName}}...on User{id username}}usedBy{edges{node{id name displayName jobType project{name entityName}}}}}}}fragment ArtifactEntry on Artifact{id digest size fileCount state versionIndex createdAt description metadata artifactType{name}artifactSequence{id name project{name entityName}}aliases{alias artifactCollectionName}}",
);

export type CollectionVersionsVariables = {
  entity: string;
  project: string;
  type: string;
  name: string;
  after?: string | null;
};

export type CollectionVersionsResult = {
  project: {
    id: string;
    artifactType: {
      id: string;
      artifactCollection: {
        __typename: 'ArtifactSequence';
        id: string;
        name: string;
        description: string | null;
        artifacts: {
          totalCount: number;
          edges: {
            version: string;
            node: ArtifactEntry;
          }[];
          pageInfo: {
            endCursor: string | null;
            hasNextPage: boolean;
          };
        } | null;
      }
      | {
        __typename: 'ArtifactPortfolio';
        id: string;
        name: string;
        description: string | null;
        artifacts: {
          totalCount: number;
          edges: {
            version: string;
            node: ArtifactEntry;
          }[];
          pageInfo: {
            endCursor: string | null;
            hasNextPage: boolean;
          };
        } | null;
      } | null;
    } | null;
  } | null;
};

export const CollectionVersions = operation<CollectionVersionsResult, CollectionVersionsVariables>(
  'CollectionVersions',
  "query CollectionVersions($entity:String!$project:String!$type:String!$name:String!$after:String){project(name:$project entityName:$entity){id artifactType(name:$type){id artifactCollection(name:$name){__typename id name description artifacts(first:100 after:$after){totalCount edges{version node{...ArtifactEntry}}pageInfo{endCursor hasNextPage}}}}}}fragment ArtifactEntry on Artifact{id digest size fileCount state versionIndex createdAt description metadata artifactType{name}artifactSequence{id name project{name entityName}}aliases{alias artifactCollectionName}}",
);

export type ArtifactFilesVariables = {
  id: string;
  first: number;
  after?: string | null;
};

export type ArtifactFilesResult = {
  artifact: {
    id: string;
    fileCount: number;
    files: {
      edges: ({
        node: {
          id: string;
          name: string;
          sizeBytes: number;
          digest: string | null;
          directUrl: string;
          mimetype: string | null;
        } | null;
      })[];
      pageInfo: {
        endCursor: string | null;
        hasNextPage: boolean;
      };
    } | null;
  } | null;
};

export const ArtifactFiles = operation<ArtifactFilesResult, ArtifactFilesVariables>(
  'ArtifactFiles',
  "query ArtifactFiles($id:ID!$first:Int!$after:String){artifact(id:$id){id fileCount files(first:$first after:$after){edges{node{id name sizeBytes digest directUrl mimetype}}pageInfo{endCursor hasNextPage}}}}",
);

export type LineageOfVariables = {
  artifact?: string | null;
  run?: string | null;
  depth?: number | null;
};

export type LineageOfResult = {
  lineage: {
    nodes: ({
      id: string;
      kind: 'RUN' | 'ARTIFACT';
      label: string;
      type: string | null;
      version: string | null;
      path: string;
    })[];
    edges: {
      from: string;
      to: string;
    }[];
  } | null;
};

export const LineageOf = operation<LineageOfResult, LineageOfVariables>(
  'LineageOf',
  "query LineageOf($artifact:ID$run:ID$depth:Int){lineage(artifactID:$artifact runID:$run depth:$depth){nodes{id kind label type version path}edges{from to}}}",
);

export type AddArtifactAliasVariables = {
  artifact: string;
  entity: string;
  project: string;
  collection: string;
  alias: string;
};

export type AddArtifactAliasResult = {
  addAliases: {
    success: boolean;
  } | null;
};

export const AddArtifactAlias = operation<AddArtifactAliasResult, AddArtifactAliasVariables>(
  'AddArtifactAlias',
  "mutation AddArtifactAlias($artifact:ID!$entity:String!$project:String!$collection:String!$alias:String!){addAliases(input:{artifactID:$artifact aliases:[{entityName:$entity projectName:$project artifactCollectionName:$collection alias:$alias}]}){success}}",
);

export type DeleteArtifactAliasVariables = {
  artifact: string;
  entity: string;
  project: string;
  collection: string;
  alias: string;
};

export type DeleteArtifactAliasResult = {
  deleteAliases: {
    success: boolean;
  } | null;
};

export const DeleteArtifactAlias = operation<DeleteArtifactAliasResult, DeleteArtifactAliasVariables>(
  'DeleteArtifactAlias',
  "mutation DeleteArtifactAlias($artifact:ID!$entity:String!$project:String!$collection:String!$alias:String!){deleteAliases(input:{artifactID:$artifact aliases:[{entityName:$entity projectName:$project artifactCollectionName:$collection alias:$alias}]}){success}}",
);

export type DescribeArtifactVariables = {
  artifact: string;
  description?: string | null;
};

export type DescribeArtifactResult = {
  updateArtifact: {
    artifact: {
      id: string;
      description: string | null;
    };
  } | null;
};

export const DescribeArtifact = operation<DescribeArtifactResult, DescribeArtifactVariables>(
  'DescribeArtifact',
  "mutation DescribeArtifact($artifact:ID!$description:String){updateArtifact(input:{artifactID:$artifact description:$description}){artifact{id description}}}",
);

export type DataBesideVariables = {
  id: string;
};

export type DataBesideResult = {
  artifact: {
    id: string;
    usedBy: {
      edges: ({
        node: {
          id: string;
          inputArtifacts: {
            edges: ({
              node: ArtifactEntry | null;
            })[];
          } | null;
        };
      })[];
    };
  } | null;
};

export const DataBeside = operation<DataBesideResult, DataBesideVariables>(
  'DataBeside',
  "query DataBeside($id:ID!){artifact(id:$id){id usedBy{edges{node{id inputArtifacts(first:10){edges{node{...ArtifactEntry}}}}}}}}fragment ArtifactEntry on Artifact{id digest size fileCount state versionIndex createdAt description metadata artifactType{name}artifactSequence{id name project{name entityName}}aliases{alias artifactCollectionName}}",
);
